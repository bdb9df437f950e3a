// Which meeting an amount goes to, by the lines of the rule pack; and what an
// application’s place in the list means for it.

import type { RankRow } from "../../gen/yanlu/review/v1/review_pb";

export type Level = { role: string; zh: string; upTo?: number };

/** 分 in one 万元: the lines of the pack are written in 万元. */
const WAN = 1_000_000;

/** Reads the levels from the rule’s value; none when it is written differently. */
export function levelsOf(value: string): Level[] {
  try {
    const lines = JSON.parse(value) as { up_to?: number; by?: string; role?: string }[];
    return Array.isArray(lines) ? lines.map((line) => ({ role: line.role ?? "", zh: line.by ?? "", upTo: line.up_to })) : [];
  } catch {
    return [];
  }
}

/** The level that decides on an amount in 分: the first whose line the amount does not pass. */
export function levelOf(amountFen: bigint, levels: readonly Level[]): Level | undefined {
  return levels.find(({ upTo }) => upTo === undefined || amountFen <= BigInt(Math.round(upTo * WAN)));
}

/** Chosen rows before which a better one was left out: choosing them departs from rank. */
export function departures(rows: readonly RankRow[], chosen: ReadonlySet<string>): Set<string> {
  const out = new Set<string>();
  const skipped = rows.filter((row) => !chosen.has(row.docket) && isWaiting(row.state)).map((row) => Number(row.aggregate));
  const best = Math.max(Number.NEGATIVE_INFINITY, ...skipped);
  for (const row of rows) {
    if (chosen.has(row.docket) && (row.belowLine || best > Number(row.aggregate))) out.add(row.docket);
  }
  return out;
}

/** States in which nothing has been advised yet. */
const WAITING = new Set(["REVIEWED", "SURVEY"]);

export const isWaiting = (state: string): boolean => WAITING.has(state);
