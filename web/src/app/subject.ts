// Where a notification leads: to its docket, or to the file of an expert.

const EXPERT = "expert:";

export function placeOf(subject: string): string {
  return subject.startsWith(EXPERT) ? `/experts/${subject.slice(EXPERT.length)}` : `/dockets/${subject}`;
}
