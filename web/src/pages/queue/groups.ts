// The queue in groups: what is late first, what is due soon next; in each the longest wait first.

import { dateOf } from "../../format/time";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";

export type Group = "late" | "soon" | "rest";
type Row = Pick<Docket, "id" | "late" | "dueAt" | "since">;

const SOON = 3 * 24 * 60 * 60 * 1000;

export function groupOf(row: Row, now: number): Group {
  const due = dateOf(row.dueAt)?.getTime();
  if (row.late || (due !== undefined && due < now)) return "late";
  return due !== undefined && due - now < SOON ? "soon" : "rest";
}

const waited = (row: Row): number => dateOf(row.since)?.getTime() ?? 0;

/** Rows may come twice, from the list of the late and from the queue: each is shown once. */
export function groupsOf<R extends Row>(rows: readonly R[], now: number): { group: Group; rows: R[] }[] {
  const once = [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => waited(a) - waited(b));
  return (["late", "soon", "rest"] as const)
    .map((group) => ({ group, rows: once.filter((row) => groupOf(row, now) === group) }))
    .filter((one) => one.rows.length > 0);
}
