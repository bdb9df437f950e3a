import { describe, expect, it } from "vitest";
import { above, moved } from "./order";

describe("the order of a meeting", () => {
  it.each([
    [0, 2, "bca"], [2, 0, "cab"], [1, 1, "abc"], [0, 3, "abc"], [-1, 1, "abc"],
  ])("moves %i to %i", (from, to, want) => {
    expect(moved(["a", "b", "c"], from, to).join("")).toBe(want);
  });

  it("draws the line where the envelope ends, as the server does", () => {
    const asked = new Map([["a", 6n], ["b", 5n], ["c", 1n]]);
    expect(above(["a", "b", "c"], asked, 10n)).toBe(1);
    expect(above(["b", "c", "a"], asked, 10n)).toBe(2);
    expect(above(["a", "b", "c"], asked, 12n)).toBe(3);
    expect(above(["a", "b", "c"], asked, 5n)).toBe(0);
  });
});
