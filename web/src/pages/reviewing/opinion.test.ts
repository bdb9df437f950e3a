import { describe, expect, it } from "vitest";
import type { Rules, Typed } from "./opinion";
import { gapsOf, leastChars, scoreOf, sumOf, typedOf } from "./opinion";

const rules = { criteria: [{ code: "A", weight: 60 }, { code: "B", weight: 40 }], commentMinChars: 5, commentMinCharsBelow: 8, belowPercent: "60" } as unknown as Rules;
const typed = (a: string, b: string, change: Partial<Typed> = {}): Typed => ({
  scores: [{ criterion: "A", points: a, comment: "" }, { criterion: "B", points: b, comment: "" }], comment: "评语有五字了", advice: "recommend", fundingFen: "", ...change,
});

describe("an opinion while it is typed", () => {
  it("names what stands in its way, as the server would", () => {
    expect(gapsOf(typed("50", "30"), rules)).toEqual([]);
    expect(gapsOf(typed("", "40.001", { advice: "", fundingFen: "十" }), rules).map((gap) => gap.kind)).toEqual(["points", "range", "advice", "money"]);
    expect(gapsOf(typed("35.99", "24"), rules).map((gap) => gap.kind)).toEqual(["reason", "comment"]);
    expect(gapsOf(typed("36", "24"), rules)).toEqual([]);
  });
  it("asks for a longer comment below the line", () => {
    expect(leastChars(typed("36", "24"), rules)).toBe(5);
    expect(leastChars(typed("36", "23.99"), rules)).toBe(8);
    expect(leastChars(typed("36", ""), rules)).toBe(5);
  });
  it("adds exactly and sends what was typed", () => {
    expect(sumOf(typed("36.1", "23.25"))).toBe("59.35");
    expect(scoreOf(typed("36", "24", { fundingFen: "12.5" })).fundingFen).toBe(12_500_000n);
  });
  it("reads any draft in the order of the rubric", () => {
    expect(typedOf({ scores: [{ criterion: "B", points: "1" }, null], comment: 3 }, rules).scores.map((row) => row.points)).toEqual(["", "1"]);
  });
});
