// Checks a public record as far as a browser can at once: that the seed and the
// system's number are those committed to, that every part of the batch is what
// was sealed, and that the key of the lots follows. Drawing again is left to
// the command line.

import { bytesOf, digest } from "./seed";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Part = { name: string; hash: string };
type Expert = { id: string; stratum: string };
type Group = { stratum: string; locked?: string[]; drawn?: string[]; reserves?: string[] };

export type DrawnPanel = { application: string; groups: Group[] };
export type PublicRecord = {
  batch: {
    id: string; code: string; beacon?: string; closes_at: string; commitment: { hash: string; published_at: string };
    rule: Json; applications: { id: string }[]; pool: Expert[];
  };
  seal: { hash: string; parts: Part[] };
  reveal?: { seed: string; beacon?: string; key: string };
  outcome?: { attempt: number; panels: DrawnPanel[] };
};

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
