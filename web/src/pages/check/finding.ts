// A thing that speaks against an application, and many of them as one list.

export type Finding = { field: string; severity: "error" | "warning"; zh: string; en: string; byDefault: boolean };

/** The same sentence about the same field is said once; errors come first. */
export function gathered(lists: readonly Finding[][]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of lists.flat()) {
    const key = `${finding.field}\n${finding.zh}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()].sort((a, b) => (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1));
}

/** The field a finding is about, without row and column. */
export const headOf = (field: string): string => field.split("[")[0] ?? field;
