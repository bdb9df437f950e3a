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
  it("reads hundredths of a point, and spaces around them", () => {
    const kinds = (a: string, b = "24") => gapsOf(typed(a, b), rules).map((gap) => gap.kind);
    expect(kinds("36.01")).toEqual([]);
    expect(kinds(" 36.5 ")).toEqual([]);
    expect(kinds("60")).toEqual([]);
    expect(kinds("60.01")).toEqual(["range"]);
    expect(kinds("60.1")).toEqual(["range"]);
    expect(kinds("35.9")).toEqual(["reason", "comment"]);
    expect(kinds("1e1")).toEqual(["range"]);
    expect(kinds("-1")).toEqual(["range"]);
    expect(leastChars(typed(" 36.5 ", "23.5"), rules)).toBe(5);
    expect(leastChars(typed("36.5", "23.49"), rules)).toBe(8);
  });
  it("counts signs and not bytes or blanks", () => {
    expect(gapsOf(typed("50", "30", { comment: " 𠮷野家评语 " }), rules)).toEqual([]);
    expect(gapsOf(typed("50", "30", { comment: "𠮷野家评  " }), rules).map((gap) => gap.kind)).toEqual(["comment"]);
    expect(gapsOf(typed("30", "24", { scores: [{ criterion: "A", points: "30", comment: " " }, { criterion: "B", points: "24", comment: "" }] }), rules).map((gap) => gap.kind)).toEqual(["reason", "comment"]);
  });
  it("adds exactly and sends what was typed", () => {
    expect(sumOf(typed("36.1", "23.25"))).toBe("59.35");
    expect(scoreOf(typed("36", "24", { fundingFen: "12.5" })).fundingFen).toBe(12_500_000n);
    expect(scoreOf(typed("36", "24", { fundingFen: "十" })).fundingFen).toBe(0n);
    expect(scoreOf(typed(" 36 ", "24", { comment: " 好 ", fundingFen: " " }))).toMatchObject({ comment: "好", fundingFen: 0n, scores: [{ points: "36" }, { points: "24" }] });
  });
  it("reads any draft in the order of the rubric", () => {
    expect(typedOf({ scores: [{ criterion: "B", points: "1" }, null], comment: 3 }, rules).scores.map((row) => row.points)).toEqual(["", "1"]);
  });
});
