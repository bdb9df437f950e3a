// What the pages of the pool read, and the names of codes.

import { useQuery } from "@tanstack/react-query";
import { experts } from "../../api/client/expert";
import { keys } from "../../app/keys";
import { useTopics } from "../../form/options";
import type { ExpertSheet } from "../../gen/yanlu/review/v1/expert_pb";
import { useSpeak } from "../../i18n";

const LONG = 600_000;

export const useDisciplines = () => useQuery({ queryKey: ["disciplines"], staleTime: LONG, queryFn: async () => (await experts.listDisciplines({})).disciplines });

/** Names of topics and disciplines by code; a code without a name stays as it is. */
export function useFieldNames(): (code: string) => string {
  const { say } = useSpeak();
  const tree = useDisciplines();
  const topics = useTopics();
  const names = new Map(tree.data?.map((one) => [one.code, say(one.zh, one.en)]));
  for (const topic of topics.data ?? []) names.set(topic.value, topic.label.replace(`${topic.value} `, ""));
  return (code) => names.get(code) ?? code;
}

/** The tree as choices, each with its group before it. */
export function useDisciplineOptions(): { value: string; label: string }[] {
  const { say } = useSpeak();
  const all = useDisciplines().data ?? [];
  const group = new Map(all.filter((one) => !one.parent).map((one) => [one.code, say(one.zh, one.en)]));
  return all.map((one) => ({ value: one.code, label: one.parent ? `${group.get(one.parent) ?? ""} · ${say(one.zh, one.en)}` : say(one.zh, one.en) }));
}

/** A file; the caller’s own when nobody is named. */
export const useExpert = (person: string) => useQuery({ queryKey: keys.expert(person), retry: false, queryFn: () => experts.getExpert({ person }) });

/** Hands a file that came with an answer to the browser to keep. */
export function keep(sheet: ExpertSheet | undefined): void {
  if (!sheet) return;
  const place = URL.createObjectURL(new Blob([new Uint8Array(sheet.content)], { type: sheet.mediaType }));
  const link = document.createElement("a");
  link.href = place;
  link.download = sheet.fileName;
  link.click();
  URL.revokeObjectURL(place);
}
