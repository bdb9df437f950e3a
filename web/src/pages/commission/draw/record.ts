// Checks a public record as far as a browser can at once: that the seed and the
// system's number are those committed to, that every part of the batch is what
// was sealed, and that the key of the lots follows. Drawing again is left to
// the command line.

import { bytesOf, digest } from "./seed";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Part = { name: string; hash: string };
type Member = { expert: string; reserves?: string[] };
type Group = { locked?: string[]; drawn?: string[]; reserves?: string[] };

/** A panel as either code writes it: by seats, or by strata in records of the first code. */
type WrittenPanel = { application: string; members?: Member[]; groups?: Group[]; aside?: string[] };
export type DrawnPanel = { application: string; members: string[]; reserves: string[]; aside: string[] };
export type PublicRecord = {
  batch: {
    id: string; code: string; beacon?: string; closes_at: string; commitment: { hash: string; published_at: string };
    rule: { rounds: number; org_max: number; backup: number }; applications: { id: string; seats?: number }[]; pool: { id: string }[];
  };
  seal: { hash: string; parts: Part[] };
  reveal?: { seed: string; beacon?: string; key: string };
  chances: { margin: number; panels: { application: string; hits: number[] }[] } | Json[];
  outcome?: { attempt: number; panels: WrittenPanel[] };
};

/** The first of each list, then the second. */
function inTurn(lists: string[][]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}

/** Who sits, who is called in which order, and which lots were put aside. */
export function drawnPanels({ outcome }: PublicRecord): DrawnPanel[] {
  return (outcome?.panels ?? []).map(({ application, members = [], groups = [], aside = [] }) => ({
    application, aside,
    members: [...members.map((one) => one.expert), ...groups.flatMap((one) => [...(one.locked ?? []), ...(one.drawn ?? [])])],
    reserves: inTurn([...members, ...groups].map((one) => one.reserves ?? [])),
  }));
}

/** An application's chances in percent; lots are drawn for its seats, and experts without any chance are left out. */
export type ChanceRow = { application: string; seats: number; experts: number; least: number; greatest: number };

/** The chances of a record, and within how many percentage points they hold; nothing of a record of the first code, which states them in another way. */
export function chancesOf({ batch, chances }: PublicRecord): { margin: number; rows: ChanceRow[] } | undefined {
  if (Array.isArray(chances)) return undefined;
  const rows = chances.panels.map(({ application, hits }, i): ChanceRow => {
    const some = hits.filter((n) => n > 0).map((n) => (100 * n) / batch.rule.rounds);
    return { application, seats: batch.applications[i]?.seats ?? 0, experts: some.length, least: Math.min(...some), greatest: Math.max(...some) };
  });
  return { margin: chances.margin / 100, rows };
}

export const CHECKS = ["commitment", "number", "parts", "batch", "published", "key"] as const;
export type Check = { what: (typeof CHECKS)[number]; sound: boolean; at?: string };

const NUMBER = "yanlu/commission/number/1:";

/** Canonical JSON: keys sorted, no spaces, only what must be escaped is. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "string") return quote(value);
  if (value === null || typeof value !== "object") return String(value);
  return `{${Object.keys(value).sort().map((key) => `${quote(key)}:${canonical(value[key] ?? null)}`).join(",")}}`;
}

const SHORT: Record<string, string> = { "\"": "\\\"", "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const quote = (text: string): string =>
  `"${Array.from(text, (sign) => SHORT[sign] ?? (sign < " " ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}` : sign)).join("")}"`;

async function partsOf({ batch }: PublicRecord): Promise<Part[]> {
  const head = { id: batch.id, code: batch.code, beacon: batch.beacon ?? "", commitment: batch.commitment, closes_at: batch.closes_at };
  const named: [string, Json][] = [
    ["head", head], ["rule", batch.rule],
    ...batch.applications.map((one): [string, Json] => [`application/${one.id}`, one]),
    ...batch.pool.map((one): [string, Json] => [`expert/${one.id}`, one]),
  ];
  const parts = await Promise.all(named.map(async ([name, value]) => ({ name, hash: await digest("yanlu/draw/part/1", name, canonical(value)) })));
  return parts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The first part that is not what was sealed; undefined when all are. */
function altered(fresh: Part[], stated: Part[]): string | undefined {
  const known = new Map(stated.map((part) => [part.name, part.hash]));
  return fresh.find((part) => known.get(part.name) !== part.hash)?.name ?? (fresh.length === stated.length ? undefined : "seal");
}

/** Recomputes what a record says of itself. published are the commitment and the batch hash that were published in time. */
export async function check(record: PublicRecord, published: { commitment: string; batch: string }): Promise<Check[]> {
  const { batch, seal, reveal } = record;
  const parts = await partsOf(record);
  const out: Check[] = [];
  const wrong = altered(parts, seal.parts);
  if (reveal) out.push({ what: "commitment", sound: await digest("yanlu/draw/commit/1", batch.id, bytesOf(reveal.seed)) === batch.commitment.hash });
  if (reveal?.beacon && batch.beacon?.startsWith(NUMBER)) {
    out.push({ what: "number", sound: await digest(NUMBER, batch.id, bytesOf(reveal.beacon)) === batch.beacon.slice(NUMBER.length) });
  }
  out.push({ what: "parts", sound: wrong === undefined, at: wrong });
  out.push({ what: "batch", sound: await digest("yanlu/draw/batch/1", canonical(seal.parts)) === seal.hash });
  out.push({ what: "published", sound: batch.commitment.hash === published.commitment && seal.hash === published.batch });
  if (reveal) out.push({ what: "key", sound: await digest("yanlu/draw/key/1", bytesOf(reveal.seed), seal.hash, reveal.beacon ?? "") === reveal.key });
  return out;
}
