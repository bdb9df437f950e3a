// A rule pack as data, and how two hands on one draft are brought together.

import type { FormField, FormOption } from "../../gen/yanlu/docket/v1/docket_pb";

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Rule = {
  id: string; domain: string; zh: string; en: string; value: Value; unit?: string; evidence: string; source?: string[]; note?: string; op?: string;
  min?: number; max?: number; params?: { [key: string]: Value }; district_default?: Value; district_evidence?: string; jbgs_override?: Value; level?: string; more?: Value;
};
export type Option = { code: string; zh: string; en: string };
export type Field = {
  f: string; zh: string; en: string; type: string; req?: boolean; max?: number; range?: boolean; src?: string; hint?: string; options?: Option[]; columns?: Field[];
};
export type Section = { code: string; zh: string; en: string; fields: Field[] };
export type PackForm = { code: string; zh: string; en: string; sections: Section[] };
export type Criterion = { code: string; zh: string; en: string; w: number };
export type Rubric = {
  code: string; zh: string; en: string; evidence: string; note?: string; pass?: number; lines?: { excellent: number; pass: number; shortfall: number };
  demander_share?: number; veto?: string[]; core?: string[]; criteria: Criterion[];
};
export type Criteria = { id: string; rule: string; when: string[]; cel: string; value?: string; limit?: string; zh: string; en: string; unblock: string };
export type Source = { id: string; title: string; number?: string; date?: string; evidence: string; note?: string };
export type Pack = {
  code: string; version: string; title: { zh: string; en: string }; effective_from: string; level?: string; practice: boolean; sources: Source[]; rules: Rule[];
  anchors: { at: number; zh: string; en: string }[]; rubrics: Rubric[]; forms: PackForm[]; eligibility: Criteria[];
};
export type Grade = "sourced" | "unverified" | "default";

/** The same content, whatever the order in which its keys arrived. */
export const same = (a: unknown, b: unknown): boolean => a === b || sorted(a) === sorted(b);

const sorted = (value: unknown): string | undefined => JSON.stringify(value, (_key, inner: unknown) => (
  inner !== null && typeof inner === "object" && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
    : inner
));

/** The value as the pack applies it: in a district’s pack the district’s own. */
export function inForce(pack: Pick<Pack, "level">, rule: Rule): { value: Value; evidence: string } {
  return pack.level === "district" && rule.district_default !== undefined
    ? { value: rule.district_default, evidence: rule.district_evidence ?? rule.evidence }
    : { value: rule.value, evidence: rule.evidence };
}

/** The weakest grade that the evidence names: nothing is called sourced that is so in part only. */
export function gradeOf(evidence: string): Grade {
  const head = evidence.split(";")[0] ?? "";
  const grades = [...head.matchAll(/(?:^| )(sourced|unverified|default|not_found)/g)].map((match) => match[1]);
  if (grades.includes("unverified") || grades.includes("not_found")) return "unverified";
  return grades.includes("default") || grades.length === 0 ? "default" : "sourced";
}

/** Writes another value into a rule; what the district had of its own gives way. */
export function withValue(rule: Rule, change: Partial<Pick<Rule, "value" | "unit" | "note" | "params" | "jbgs_override">>): Rule {
  const { district_default: _default, district_evidence: _evidence, ...rest } = rule;
  return "value" in change ? { ...rest, ...change } : { ...rule, ...change };
}

/** What the form components of the application take. */
export function toFormField(path: string, field: Field): FormField {
  return {
    path, zh: field.zh, en: field.en, type: field.type, required: !!field.req, max: field.max ?? 0, range: !!field.range, hint: field.hint ?? "",
    options: (field.options ?? []).map((one) => ({ value: one.code, zh: one.zh, en: one.en }) as FormOption),
    columns: (field.columns ?? []).map((one) => toFormField(`${path}.${one.f}`, one)),
  } as unknown as FormField;
}

/** A list with an item put elsewhere. */
export function moveItem<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length || from === to) return [...list];
  const out = [...list];
  const [item] = out.splice(from, 1);
  if (item !== undefined) out.splice(to, 0, item);
  return out;
}

type Keyed<T> = { list: readonly T[]; key: (item: T) => string };

/** Merges three versions of a list by key: my order, their additions; where both changed one item, mine stays and the place is named. */
function mergeList<T>(name: string, before: readonly T[], mine: Keyed<T>, theirs: readonly T[], clashes: string[], deep?: (path: string, b: T, m: T, t: T) => T): T[] {
  const { list, key } = mine;
  const was = new Map(before.map((item) => [key(item), item]));
  const other = new Map(theirs.map((item) => [key(item), item]));
  const own = new Map(list.map((item) => [key(item), item]));
  const order = same(list.map(key), before.map(key)) ? theirs : list;
  const out: T[] = [];
  const take = (id: string) => {
    const b = was.get(id);
    const m = own.get(id);
    const t = other.get(id);
    if (m !== undefined && t !== undefined && b !== undefined && deep) out.push(deep(`${name}/${id}`, b, m, t));
    else if (same(m, b)) { if (t !== undefined) out.push(m !== undefined && same(m, t) ? m : t); } // what did not change stays the very same to React
    else if (m !== undefined) {
      if (!same(t, b) && !same(t, m)) clashes.push(`${name}/${id}`);
      out.push(m);
    } else if (t !== undefined && !same(t, b)) {
      clashes.push(`${name}/${id}`);
      out.push(t);
    }
  };
  for (const item of order) take(key(item));
  for (const item of [...list, ...theirs]) {
    if (!order.some((one) => key(one) === key(item)) && !out.some((one) => key(one) === key(item))) take(key(item));
  }
  return out;
}

const pick = <T>(name: string, before: T, mine: T, theirs: T, clashes: string[]): T => {
  if (same(mine, before)) return same(mine, theirs) ? mine : theirs;
  if (!same(theirs, before) && !same(mine, theirs)) clashes.push(name);
  return mine;
};

const mergeSection = (clashes: string[]) => (path: string, b: Section, m: Section, t: Section): Section => ({
  code: m.code, zh: pick(path, b.zh, m.zh, t.zh, clashes), en: pick(path, b.en, m.en, t.en, clashes),
  fields: mergeList(path, b.fields, { list: m.fields, key: (one) => one.f }, t.fields, clashes),
});

const mergeForm = (clashes: string[]) => (path: string, b: PackForm, m: PackForm, t: PackForm): PackForm => ({
  ...m, zh: pick(path, b.zh, m.zh, t.zh, clashes), en: pick(path, b.en, m.en, t.en, clashes),
  sections: mergeList(path, b.sections, { list: m.sections, key: (one) => one.code }, t.sections, clashes, mergeSection(clashes)),
});

/** What two people made of one revision, as one. Where both changed the same rule or field, the reader’s own stays and is named. */
export function mergePacks(before: Pack, mine: Pack, theirs: Pack): { pack: Pack; clashes: string[] } {
  const clashes: string[] = [];
  const pack: Pack = {
    ...theirs,
    version: pick("version", before.version, mine.version, theirs.version, clashes),
    effective_from: pick("effective_from", before.effective_from, mine.effective_from, theirs.effective_from, clashes),
    title: pick("title", before.title, mine.title, theirs.title, clashes),
    anchors: pick("anchors", before.anchors, mine.anchors, theirs.anchors, clashes),
    rules: mergeList("rules", before.rules, { list: mine.rules, key: (one) => one.id }, theirs.rules, clashes),
    rubrics: mergeList("rubrics", before.rubrics, { list: mine.rubrics, key: (one) => one.code }, theirs.rubrics, clashes),
    eligibility: mergeList("eligibility", before.eligibility, { list: mine.eligibility, key: (one) => one.id }, theirs.eligibility, clashes),
    forms: mergeList("forms", before.forms, { list: mine.forms, key: (one) => one.code }, theirs.forms, clashes, mergeForm(clashes)),
  };
  return { pack, clashes };
}

/** The tab of the editor on which a place of the pack is found. */
export function tabOf(path: string): "rules" | "forms" | "rubrics" | "eligibility" | "head" {
  const list = path.split("/")[0] ?? "";
  return list === "rules" || list === "forms" || list === "rubrics" || list === "eligibility" ? list : "head";
}

export const anchorOf = (path: string): string => `at-${path.replaceAll(/[^\w\u4e00-\u9fff]/g, "-")}`;

export type Standing = "inForce" | "coming" | "past" | "practice";

/** Which packs are in force today: the newest of those whose day has come. A practice pack is for those who ask for it. */
export function standings(packs: readonly { hash: string; code: string; version: string; effectiveFrom: string; practice: boolean }[], today: string): Map<string, Standing> {
  const out = new Map<string, Standing>();
  const begun = packs.filter((pack) => !pack.practice && pack.effectiveFrom <= today);
  const newest = [...begun].sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version.localeCompare(a.version))[0];
  for (const pack of packs) {
    if (pack.effectiveFrom > today) out.set(pack.hash, "coming");
    else if (pack.practice) out.set(pack.hash, "practice");
    else out.set(pack.hash, pack.hash === newest?.hash ? "inForce" : "past");
  }
  return out;
}

/** Today in Shanghai as YYYY-MM-DD. */
export const todayInShanghai = (now: Date = new Date()): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now);

/** The next version after one: 2026.1 → 2026.2. */
export function nextVersion(version: string, taken: ReadonlySet<string>): string {
  const [, head = "", tail = "1"] = /^(.*?)(\d+)$/.exec(version) ?? [];
  for (let n = Number(tail) + 1; ; n += 1) {
    const next = `${head || `${version}.`}${n}`;
    if (!taken.has(next)) return next;
  }
}
