// A list of points and what was pointed at beside it.

import type { Row } from "./values";

/** Adds a point for a field: an empty row is filled first, and a field without a text yet is not asked for twice. */
export function withPoint(rows: readonly Row[], field: string, text = ""): Row[] {
  const open = rows.findIndex((row) => row.field === field && !row.text?.trim());
  if (open >= 0) return rows.map((row, i) => (i === open ? { ...row, text: text || row.text } : row));
  const blank = rows.findIndex((row) => !row.field && !row.text?.trim());
  const point: Row = { field, text };
  return blank >= 0 ? rows.map((row, i) => (i === blank ? point : row)) : [...rows, point];
}

/** Which library of phrases serves a form. */
export function topicOf(event: string): string {
  if (event === "unit_return" || event === "recommender_return") return "unit_check";
  if (event.includes("need")) return "need";
  if (event.includes("agreement")) return "agreement";
  if (event === "return_once" || event === "not_accept") return "formal_check";
  return "closure";
}
