import { describe, expect, it } from "vitest";
import { acknowledge, changed, merge, overlay, patchOf, same, settle } from "./merge";

const base = { "cover.title": "甲", "body.summary": "旧", "budget.sources": [{ source: "own", amount: 1 }] };

describe("merging a stale draft", () => {
  it("keeps what only I changed and takes what only they changed", () => {
    const result = merge(base, { ...base, "body.summary": "我的" }, { ...base, "cover.title": "乙" });
    expect(result.clashes).toEqual([]);
    expect(result.taken).toEqual(["cover.title"]);
    expect(result.merged).toEqual({ ...base, "body.summary": "我的", "cover.title": "乙" });
  });

  it("asks about a field both changed, and keeps mine until somebody chooses", () => {
    const result = merge(base, { ...base, "body.summary": "我的" }, { ...base, "body.summary": "他的" });
    expect(result.clashes).toEqual([{ field: "body.summary", base: "旧", mine: "我的", theirs: "他的" }]);
    expect(settle(result, new Map())["body.summary"]).toBe("我的");
    expect(settle(result, new Map([["body.summary", "他的"]]))["body.summary"]).toBe("他的");
  });

  it("does not ask when both wrote the same", () => {
    const result = merge(base, { ...base, "body.summary": "同" }, { ...base, "body.summary": "同" });
    expect(result.clashes).toEqual([]);
    expect(result.merged["body.summary"]).toBe("同");
  });

  it("keeps my text when they removed the field, and says so", () => {
    const theirs = { "cover.title": "甲", "budget.sources": base["budget.sources"] };
    const result = merge(base, { ...base, "body.summary": "我的" }, theirs);
    expect(result.clashes.map((clash) => clash.field)).toEqual(["body.summary"]);
    expect(settle(result, new Map())["body.summary"]).toBe("我的");
    expect(settle(result, new Map([["body.summary", undefined]]))).not.toHaveProperty("body.summary");
  });

  it("compares tables by content, not by the order of keys or by blank cells", () => {
    expect(same([{ a: 1, b: "x" }], [{ b: "x", a: 1, c: "" }])).toBe(true);
    expect(same([{ a: 1 }], [{ a: 2 }])).toBe(false);
    expect(same([], undefined)).toBe(true);
    expect(same(false, undefined)).toBe(false);
  });

  it("takes back its own words for its own, although the answer to them was lost", () => {
    const start = acknowledge(base, [{ "body.summary": "半句" }], { ...base, "body.summary": "半句", "cover.title": "乙" });
    const result = merge(start, { ...base, "body.summary": "半句加一句" }, { ...base, "body.summary": "半句", "cover.title": "乙" });
    expect(result.clashes).toEqual([]);
    expect(result.merged).toMatchObject({ "body.summary": "半句加一句", "cover.title": "乙" });
    expect(acknowledge(base, [{ "body.summary": "半句" }], { ...base, "body.summary": "别人的" })["body.summary"]).toBe("旧");
  });

  it("keeps a change as a patch, a removed field among it", () => {
    const patch = patchOf(base, { "cover.title": "丙", "budget.sources": base["budget.sources"] });
    expect(patch).toEqual({ "body.summary": null, "cover.title": "丙" });
    expect(overlay(base, patch)).toEqual({ "cover.title": "丙", "budget.sources": base["budget.sources"] });
  });

  it("lists what differs", () => {
    expect(changed(base, { ...base, "cover.title": "乙", "new.field": 1 })).toEqual(["cover.title", "new.field"]);
  });
});
