// Who could be added to a panel: the sealed pool, as the agency may read it in
// the snapshot of the seal, in the order of fitness. What an expert is worth to
// an application is known of those who have a seat there; of the others the
// shared fields and keywords are counted, and the server works out the rest.

import type { JsonObject } from "@bufbuild/protobuf";
import type { Exclusion, GetPlanResponse, PlanPanel } from "../../../gen/yanlu/review/v1/commission_pb";
import { loadShift, type Change, type Who } from "./edit";

export type Sealed = { pool: PoolExpert[]; applications: Map<string, About> };
export type PoolExpert = Who & { pseudonym: string; limit: number; open: number; topics: string[]; keywords: string[] };
type About = { topic: string; text: string };

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);
const rowsOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter((one): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one)) : []);

/** Reads the content of a seal; what it does not hold is empty. */
export function sealedOf(content: JsonObject | undefined): Sealed {
  const pool = rowsOf(content?.pool).map((one): PoolExpert => ({
    expert: textOf(one.id), name: textOf(one.name), pseudonym: textOf(one.pseudonym), unit: textOf(one.unit), kinds: listOf(one.kinds), local: one.local === true,
    limit: Number(one.limit ?? 0), open: Number(one.open ?? 0), topics: listOf(one.topics), keywords: listOf(one.keywords),
  }));
  const applications = rowsOf(content?.applications).map((one): [string, About] =>
    [textOf(one.id), { topic: textOf(one.topic), text: [textOf(one.title), textOf(one.abstract), ...listOf(one.keywords)].join(" ") }]);
  return { pool, applications: new Map(applications) };
}

/** Why an expert cannot be added; empty when nothing stands against it. */
export type Bar = "" | "excluded" | "forbidden" | "member" | "full";
export type Candidate = PoolExpert & { expertise?: bigint; shared: string[]; members: number; bar: Bar; exclusion?: Exclusion };

type Situation = { sealed: Sealed; plan: GetPlanResponse; panel: PlanPanel; seated: ReadonlySet<string>; forbidden: string[]; exclusions: Exclusion[]; changes: Change[] };

/** Everybody in the pool, those who can be added first, the fittest of them at the top. */
export function candidatesOf({ sealed, plan, panel, seated, forbidden, exclusions, changes }: Situation): Candidate[] {
  const about = sealed.applications.get(panel.application);
  const known = new Map(panel.seats.map((seat) => [seat.expert, seat.expertise]));
  const barred = new Map(exclusions.map((one) => [one.expert, one]));
  const loads = new Map(plan.loads.map((one) => [one.expert, one.members]));
  const barOf = (expert: string, members: number, limit: number): Bar =>
    barred.has(expert) ? "excluded" : seated.has(expert) ? "member" : forbidden.includes(expert) ? "forbidden" : members >= limit ? "full" : "";
  const rows = sealed.pool.map((one): Candidate => {
    const members = (loads.get(one.expert) ?? 0) + loadShift(plan, changes, one.expert);
    const shared = about ? [...one.topics.filter((topic) => topic === about.topic), ...one.keywords.filter((word) => word && about.text.includes(word))] : [];
    return { ...one, expertise: known.get(one.expert), shared, members, bar: barOf(one.expert, members, one.limit), exclusion: barred.get(one.expert) };
  });
  return rows.sort((a, b) =>
    Number(a.bar !== "") - Number(b.bar !== "") || Number((b.expertise ?? -1n) - (a.expertise ?? -1n)) || b.shared.length - a.shared.length
    || a.members - b.members || (a.pseudonym < b.pseudonym ? -1 : 1));
}
