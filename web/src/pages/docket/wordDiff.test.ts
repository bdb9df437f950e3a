import { describe, expect, it } from "vitest";
import { wordDiff, type Piece } from "./wordDiff";

const rebuilt = (pieces: Piece[], without: Piece["kind"]) => pieces.filter((piece) => piece.kind !== without).map((piece) => piece.text).join("");

describe("two texts word by word", () => {
  it("marks the characters that changed and no others", () => {
    expect(wordDiff("研究周期24个月", "研究周期36个月，分两期")).toEqual([
      { kind: "same", text: "研究周期" }, { kind: "gone", text: "24" }, { kind: "new", text: "36" }, { kind: "same", text: "个月" }, { kind: "new", text: "，分两期" },
    ]);
  });

  it("says nothing changed where nothing did, and all where one side is empty", () => {
    expect(wordDiff("一致", "一致")).toEqual([{ kind: "same", text: "一致" }]);
    expect(wordDiff("", "新写的")).toEqual([{ kind: "new", text: "新写的" }]);
    expect(wordDiff("删去的", "")).toEqual([{ kind: "gone", text: "删去的" }]);
    expect(wordDiff("", "")).toEqual([]);
  });

  it("always gives both texts back", () => {
    const texts = ["形成可中试的成套技术。", "形成 3 项可中试、可推广的技术", "A pilot line of 12.5 t/year", "", "可可可可技", "技术的成套"];
    for (const a of texts) for (const b of texts) {
      expect(rebuilt(wordDiff(a, b), "new")).toBe(a);
      expect(rebuilt(wordDiff(a, b), "gone")).toBe(b);
    }
  });

  it("stays quick with long texts that share nothing", () => {
    const pieces = wordDiff("甲".repeat(5000), "乙".repeat(5000));
    expect(pieces.map((piece) => piece.kind)).toEqual(["gone", "new"]);
  });
});
