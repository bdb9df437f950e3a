// Money adds up as it is typed: totals of a table, and the budget’s two sides
// against each other. Sums are whole 分.

import { fenOf } from "../format/money";
import type { FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { keyOf } from "./field";
import type { Content, JsonValue } from "./merge";
import type { TableRow } from "./sheet";

export function recordsOf(value: JsonValue | undefined): TableRow[] {
  if (!Array.isArray(value)) return [];
  return value.filter((row): row is TableRow => row !== null && typeof row === "object" && !Array.isArray(row));
}

export type Total = { key: string; kind: "money" | "share" | "count"; sum: bigint };

function kindOf(column: FormField): Total["kind"] | undefined {
  if (column.type === "money") return "money";
  if (column.type !== "int") return undefined;
  if (/[%％]/.test(column.zh + column.en)) return "share";
  // Years and ages are numbers that nobody adds up.
  return /年|龄|year|age/i.test(`${column.zh} ${keyOf(column)}`) ? undefined : "count";
}

/** The totals of a table, by column. */
export function totalsOf(columns: FormField[], value: JsonValue | undefined): Total[] {
  const rows = recordsOf(value);
  return columns.flatMap((column) => {
    const kind = kindOf(column);
    if (!kind) return [];
    const key = keyOf(column);
    return [{ key, kind, sum: rows.reduce((sum, row) => sum + (fenOf(row[key]) ?? 0n), 0n) }];
  });
}

/** Parts of a whole in tenths of a percent that add up to a thousand: the largest remainders are rounded up. */
export function sharesOf(parts: bigint[]): number[] {
  const whole = parts.reduce((sum, one) => sum + one, 0n);
  if (whole <= 0n || parts.some((one) => one < 0n)) return parts.map(() => 0);
  const floors = parts.map((one) => Number((one * 1000n) / whole));
  const rests = parts.map((one, i) => ({ i, rest: (one * 1000n) % whole })).sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.i - b.i));
  let missing = 1000 - floors.reduce((sum, one) => sum + one, 0);
  for (const { i } of rests) {
    if (missing-- <= 0) break;
    floors[i] = (floors[i] ?? 0) + 1;
  }
  return floors;
}

/** Where the budget stands in the form. The form of the pack gives these paths; a form without them has no such card. */
const SOURCES = "budget.sources";
const SPENDING = "budget.spending";
const BY_YEAR = "budget.by_unit_year";
const REQUESTED = "requested";

export type Line = { name: string; sum: bigint; share: number };
export type Gap = { where: "requested" | "other" | "yearRequested" | "yearOther"; left: bigint; right: bigint };
export type Budget = { sources: Line[]; spending: Line[]; total: bigint; spent: bigint; gaps: Gap[] };

function grouped(rows: TableRow[], name: string, money: string[]): Line[] {
  const sums = new Map<string, bigint>();
  for (const row of rows) {
    const sum = money.reduce((all, key) => all + (fenOf(row[key]) ?? 0n), 0n);
    if (sum !== 0n || row[name]) sums.set(String(row[name] ?? ""), (sums.get(String(row[name] ?? "")) ?? 0n) + sum);
  }
  const shares = sharesOf([...sums.values()]);
  return [...sums].map(([one, sum], i) => ({ name: one, sum, share: shares[i] ?? 0 }));
}

const add = (rows: TableRow[], key: string): bigint => rows.reduce((sum, row) => sum + (fenOf(row[key]) ?? 0n), 0n);

/** Both sides of the budget, and where they differ; nothing before both sides are begun. */
export function budgetOf(content: Content): Budget | undefined {
  const [from, to, years] = [recordsOf(content[SOURCES]), recordsOf(content[SPENDING]), recordsOf(content[BY_YEAR])];
  if (from.length === 0 && to.length === 0) return undefined;
  const sources = grouped(from, "source", ["amount"]);
  const total = add(from, "amount");
  const requested = sources.find((line) => line.name === REQUESTED)?.sum ?? 0n;
  const [fiscal, own] = [add(to, "fiscal"), add(to, "own")];
  const gaps: Gap[] = [];
  const against = (where: Gap["where"], left: bigint, right: bigint) => {
    if (left !== right) gaps.push({ where, left, right });
  };
  if (from.length > 0 && to.length > 0) {
    against("requested", requested, fiscal);
    against("other", total - requested, own);
  }
  if (years.length > 0 && to.length > 0) {
    against("yearRequested", fiscal, add(years, "fiscal"));
    against("yearOther", own, add(years, "own"));
  }
  return { sources, spending: grouped(to, "subject", ["fiscal", "own"]), total, spent: fiscal + own, gaps };
}
