import { describe, expect, it } from "vitest";
import { diff, together, wordsOf } from "./diff";

const from = (parts: ReturnType<typeof diff>) => parts.filter((part) => part.kind !== "more").map((part) => part.text).join("");
const to = (parts: ReturnType<typeof diff>) => parts.filter((part) => part.kind !== "less").map((part) => part.text).join("");

describe("the difference of two texts", () => {
  it("takes Chinese by the character and Latin by the word", () => {
    expect(wordsOf("寿命 2000h，TRL6")).toEqual(["寿", "命", " ", "2000h", "，", "TRL6"]);
    expect(diff("使用寿命 2000 小时", "使用寿命 2500 小时以上")).toEqual([
      { kind: "same", text: "使用寿命 " }, { kind: "less", text: "2000" }, { kind: "more", text: "2500" }, { kind: "same", text: " 小时" }, { kind: "more", text: "以上" },
    ]);
  });

  it.each([["", ""], ["", "新"], ["旧", ""], ["甲\n乙\n丙", "甲\n丙\n丁"], ["同", "同"]])("gives both texts back: %j and %j", (a, b) => {
    const parts = diff(a, b);
    expect(from(parts)).toBe(a);
    expect(to(parts)).toBe(b);
  });

  it("keeps every word of both when they are put together", () => {
    expect(together("开展中试。", "开展中试，建成产线。")).toBe("开展中试，建成产线。");
    expect(together("甲乙", "甲丙")).toBe("甲乙丙");
  });

  it("answers for texts too long for a table, with both whole", () => {
    const long = Array.from({ length: 3000 }, (_, i) => `第${i}条。`).join("\n");
    const parts = diff(long, long.replaceAll("条", "款"));
    expect(from(parts)).toBe(long);
    expect(to(parts)).toBe(long.replaceAll("条", "款"));
  });
});
