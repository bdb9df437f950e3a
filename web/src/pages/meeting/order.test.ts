import { describe, expect, it } from "vitest";
import { above, moved } from "./order";

describe("the order of a meeting", () => {
  it.each([
    [0, 2, "bca"], [2, 0, "cab"], [1, 1, "abc"], [0, 3, "abc"], [-1, 1, "abc"], [3, 0, "abc"], [1, -1, "abc"], [5, 5, "abc"],
  ])("moves %i to %i", (from, to, want) => {
    expect(moved(["a", "b", "c"], from, to).join("")).toBe(want);
  });

  it("draws the line where the envelope ends, as the server does", () => {
    const asked = new Map([["a", 6n], ["b", 5n], ["c", 1n], ["x", 2n]].map(([id, fen]) => [id as string, { requestedFen: fen as bigint, belowLine: id === "x" }]));
    const line = (order: string, envelope: bigint, passOver = false) => [...above([...order], asked, envelope, passOver)].join("");
    expect(line("abc", 10n)).toBe("a");
    expect(line("abc", 10n, true)).toBe("ac");
    expect(line("bca", 10n)).toBe("bc");
    expect(line("abc", 12n)).toBe("abc");
    expect(line("abc", 5n)).toBe("");
    expect(line("xbxc", 6n)).toBe("bc");
  });
});
