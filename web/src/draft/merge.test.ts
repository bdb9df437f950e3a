import { describe, expect, it } from "vitest";
import { changed, merge, same, settle } from "./merge";

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
    expect(settle(result, new Set())["body.summary"]).toBe("我的");
    expect(settle(result, new Set(["body.summary"]))["body.summary"]).toBe("他的");
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
    expect(settle(result, new Set())["body.summary"]).toBe("我的");
    expect(settle(result, new Set(["body.summary"]))).not.toHaveProperty("body.summary");
  });

  it("compares tables by content, not by the order of keys or by blank cells", () => {
    expect(same([{ a: 1, b: "x" }], [{ b: "x", a: 1, c: "" }])).toBe(true);
    expect(same([{ a: 1 }], [{ a: 2 }])).toBe(false);
    expect(same([], undefined)).toBe(true);
    expect(same(false, undefined)).toBe(false);
  });

  it("lists what differs", () => {
    expect(changed(base, { ...base, "cover.title": "乙", "new.field": 1 })).toEqual(["cover.title", "new.field"]);
  });
});
