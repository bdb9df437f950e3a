// Hits by kind, each with the page it leads to.

import type { Hit } from "../../gen/yanlu/desk/v1/desk_pb";

export const KINDS = ["docket", "person", "organisation", "topic"] as const;
export type Kind = (typeof KINDS)[number];

export type Found = Pick<Hit, "kind" | "id" | "title" | "code" | "machine" | "state" | "stateZh" | "stateEn" | "note">;

const LISTS: Record<string, string> = { project: "/projects", need: "/needs", call: "/batches", review: "/reviews", lobby: "/contacts" };

/** Where a hit leads: a docket to its page, a person or an organisation to their dockets, a topic to the plan. */
export function placeOf(hit: Found): string {
  const name = encodeURIComponent(hit.title);
  switch (hit.kind) {
    case "docket": return `/dockets/${hit.id}`;
    case "person": return `/projects?pi=${encodeURIComponent(hit.id)}&who=${name}`;
    case "organisation": return `/projects?host=${encodeURIComponent(hit.id)}&who=${name}`;
    case "topic": return `/plan?topic=${encodeURIComponent(hit.id)}`;
    default: return LISTS[hit.machine] ?? "/projects";
  }
}

/** The hits in the order they are walked through, kind by kind. */
export function grouped(hits: readonly Found[]): { kind: Kind; hits: Found[] }[] {
  return KINDS.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) })).filter((group) => group.hits.length > 0);
}

/** One step up or down a list that goes round. */
export function step(at: number, by: 1 | -1, length: number): number {
  if (length === 0) return -1;
  return at < 0 ? (by === 1 ? 0 : length - 1) : (at + by + length) % length;
}
