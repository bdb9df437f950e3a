// An opinion while it is being written: its sum, and what still stands in its way.
// The same rules as the server's, so that they are seen while typing.

import { parseWan } from "../../format/money";
import type { GetRubricResponse } from "../../gen/yanlu/review/v1/review_pb";
import { totalOf } from "../../form/values";

export type Row = { criterion: string; points: string; comment: string };
export type Typed = { scores: Row[]; comment: string; advice: string; fundingFen: string };

const POINTS = /^\d{1,3}(\.\d{1,2})?$/;

/** Reads what a draft holds, in the order of the rubric. */
export function typedOf(content: Record<string, unknown>, rubric: Pick<GetRubricResponse, "criteria">): Typed {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const rows = Array.isArray(content.scores) ? content.scores as Partial<Row>[] : [];
  return {
    scores: rubric.criteria.map(({ code }) => {
      const row = rows.find((one) => one?.criterion === code);
      return { criterion: code, points: text(row?.points), comment: text(row?.comment) };
    }),
    comment: text(content.comment), advice: text(content.advice), fundingFen: text(content.fundingFen),
  };
}

/** Hundredths of a point, or nothing when it is no score. */
function cents(points: string): number | undefined {
  if (!POINTS.test(points.trim())) return undefined;
  const [whole = "0", part = ""] = points.trim().split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

export type Gap = { field: string; kind: "points" | "range" | "reason" | "comment" | "advice" | "money"; code?: string; least?: number };
export type Rules = Pick<GetRubricResponse, "criteria" | "commentMinChars" | "commentMinCharsBelow" | "belowPercent">;

/** Fewest characters of the overall comment at the points given so far. */
export function leastChars(typed: Typed, rules: Rules): number {
  const given = typed.scores.map((row) => cents(row.points));
  if (given.some((one) => one === undefined)) return rules.commentMinChars;
  const total = given.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const full = rules.criteria.reduce((sum, one) => sum + one.weight, 0);
  return total < full * Number(rules.belowPercent) ? Math.max(rules.commentMinChars, rules.commentMinCharsBelow) : rules.commentMinChars;
}

/** Whether points lie so low that a reason is asked for. */
export function needsReason(points: string, weight: number, rules: Rules): boolean {
  const given = cents(points);
  return given !== undefined && given < weight * Number(rules.belowPercent);
}

export const lengthOf = (text: string): number => [...text.trim()].length;

/** What has to be mended before it can be submitted, in the order of the page. */
export function gapsOf(typed: Typed, rules: Rules): Gap[] {
  const gaps: Gap[] = [];
  typed.scores.forEach((row, i) => {
    const weight = rules.criteria[i]?.weight ?? 0;
    const given = cents(row.points);
    const field = `scores.${row.criterion}`;
    if (row.points.trim() === "") gaps.push({ field, kind: "points", code: row.criterion });
    else if (given === undefined || given > weight * 100) gaps.push({ field, kind: "range", code: row.criterion });
    else if (needsReason(row.points, weight, rules) && !row.comment.trim()) gaps.push({ field, kind: "reason", code: row.criterion });
  });
  const least = leastChars(typed, rules);
  if (lengthOf(typed.comment) < least) gaps.push({ field: "comment", kind: "comment", least });
  if (typed.advice !== "recommend" && typed.advice !== "not_recommend") gaps.push({ field: "advice", kind: "advice" });
  if (typed.fundingFen.trim() && !parseWan(typed.fundingFen).ok) gaps.push({ field: "fundingFen", kind: "money" });
  return gaps;
}

export const sumOf = (typed: Typed): string => totalOf(typed.scores.map((row) => row.points));

/** The message that submits it. */
export function scoreOf(typed: Typed) {
  const parsed = parseWan(typed.fundingFen);
  return {
    scores: typed.scores.map(({ criterion, points, comment }) => ({ criterion, points: points.trim(), comment: comment.trim() })),
    comment: typed.comment.trim(), advice: typed.advice, fundingFen: typed.fundingFen.trim() && parsed.ok ? parsed.fen : 0n,
  };
}
