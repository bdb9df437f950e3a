import { describe, expect, it } from "vitest";
import { gradeOf, inForce, mergePacks, moveItem, nextVersion, standings, tabOf, withValue, type Pack } from "./model";

const pack = (): Pack => ({
  code: "fuling", version: "2026.2", title: { zh: "规则包", en: "Rules" }, effective_from: "2026-12-01", level: "district", practice: false, sources: [], anchors: [],
  rules: [{ id: "a", domain: "call", zh: "甲", en: "A", value: 1, evidence: "sourced" }, { id: "b", domain: "call", zh: "乙", en: "B", value: 2, evidence: "default" }],
  rubrics: [], eligibility: [],
  forms: [{ code: "proposal", zh: "申报书", en: "Proposal", sections: [{ code: "body", zh: "正文", en: "Body", fields: [
    { f: "x", zh: "甲", en: "X", type: "text" }, { f: "y", zh: "乙", en: "Y", type: "text" }] }] }],
});
const edit = (change: (pack: Pack) => void): Pack => {
  const out = structuredClone(pack());
  change(out);
  return out;
};
const fields = (one: Pack) => one.forms[0]!.sections[0]!.fields;

describe("two hands on one draft", () => {
  it("keeps both when they changed different places", () => {
    const mine = edit((p) => { p.rules[0]!.value = 9; fields(p)[0]!.zh = "我的"; });
    const theirs = edit((p) => { p.rules[1]!.value = 8; fields(p).push({ f: "z", zh: "丙", en: "Z", type: "long" }); p.version = "2026.3"; });
    const { pack: merged, clashes } = mergePacks(pack(), mine, theirs);
    expect(clashes).toEqual([]);
    expect(merged.rules.map((rule) => rule.value)).toEqual([9, 8]);
    expect(fields(merged).map((field) => field.zh)).toEqual(["我的", "乙", "丙"]);
    expect(merged.version).toBe("2026.3");
  });
  it("keeps mine and names the place when both changed it", () => {
    const mine = edit((p) => { p.rules[0]!.value = 9; });
    const theirs = edit((p) => { p.rules[0]!.value = 7; });
    const { pack: merged, clashes } = mergePacks(pack(), mine, theirs);
    expect(merged.rules[0]!.value).toBe(9);
    expect(clashes).toEqual(["rules/a"]);
  });
  it("takes my order and my removals", () => {
    const mine = edit((p) => { fields(p).reverse(); });
    const theirs = edit((p) => { fields(p)[1]!.req = true; });
    expect(fields(mergePacks(pack(), mine, theirs).pack).map((field) => `${field.f}${field.req ? "*" : ""}`)).toEqual(["y*", "x"]);
    const removed = edit((p) => { fields(p).shift(); });
    expect(fields(mergePacks(pack(), removed, theirs).pack).map((field) => field.f)).toEqual(["y"]);
  });
  it("does not mind the order of keys", () => {
    const shuffled = edit((p) => { const { zh, ...rest } = p.rules[0]!; p.rules[0] = { ...rest, zh }; });
    const theirs = edit((p) => { p.rules[0]!.value = 7; });
    expect(mergePacks(pack(), shuffled, theirs)).toEqual({ pack: theirs, clashes: [] });
  });
  it("changes nothing when nothing was changed", () => {
    expect(mergePacks(pack(), pack(), pack())).toEqual({ pack: pack(), clashes: [] });
  });
});

describe("a rule", () => {
  it("counts its weakest grade", () => {
    expect(["sourced", "sourced(district) unverified(national)", "default", "unverified(principle) default(number)", "unverified; also sourced in X", ""].map(gradeOf))
      .toEqual(["sourced", "unverified", "default", "unverified", "unverified", "default"]);
  });
  it("is in force with the district’s value until another is written", () => {
    const rule = { id: "a", domain: "call", zh: "", en: "", value: 50, district_default: 20, district_evidence: "default", evidence: "sourced" };
    expect(inForce({ level: "district" }, rule)).toEqual({ value: 20, evidence: "default" });
    expect(inForce({ level: "national" }, rule).value).toBe(50);
    expect(inForce({ level: "district" }, withValue(rule, { value: 25 })).value).toBe(25);
    expect(withValue(rule, { note: "理由" }).district_default).toBe(20);
  });
});

describe("versions", () => {
  it("finds the pack in force", () => {
    const list = [
      { hash: "1", code: "fuling", version: "2026.1", effectiveFrom: "2026-01-01", practice: false },
      { hash: "2", code: "fuling", version: "2026.2", effectiveFrom: "2026-11-01", practice: false },
      { hash: "3", code: "fuling", version: "2027.1", effectiveFrom: "2027-01-01", practice: false },
      { hash: "4", code: "practice", version: "2026.1", effectiveFrom: "2026-01-01", practice: true },
    ];
    expect([...standings(list, "2026-11-24").values()]).toEqual(["past", "inForce", "coming", "practice"]);
  });
  it("proposes the next one that is free", () => {
    expect(nextVersion("2026.1", new Set(["2026.2"]))).toBe("2026.3");
    expect(nextVersion("first", new Set())).toBe("first.2");
  });
});

it("moves an item and knows where a place is edited", () => {
  expect(moveItem(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moveItem(["a"], 0, 5)).toEqual(["a"]);
  expect(["rules/a.b", "forms/proposal/body/x", "effective_from"].map(tabOf)).toEqual(["rules", "forms", "head"]);
});
