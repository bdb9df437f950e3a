import { describe, expect, it } from "vitest";
import { fenOf, parseWan, showMoney, showWan, showYuan, wanOf } from "./money";

describe("money between 万元 and 分", () => {
  it.each([
    ["0", 0n],
    ["50", 50_000_000n],
    ["0.1", 100_000n],
    ["1,200.5", 1_200_500_000n],
    ["0.000001", 1n],
    ["3.2500000", 3_250_000n],
    ["90071992547.409931", 90_071_992_547_409_931n],
  ])("reads %s", (text, fen) => {
    expect(parseWan(text)).toEqual({ ok: true, fen });
  });

  it.each([
    ["", "format"],
    ["-1", "format"],
    ["1e3", "format"],
    ["1.", "format"],
    ["五十", "format"],
    ["0.0000001", "precision"],
  ])("refuses %s", (text, problem) => {
    expect(parseWan(text)).toEqual({ ok: false, problem });
  });

  it("comes back the same, beyond what a floating number holds", () => {
    for (const fen of [0n, 1n, 999_999n, 1_000_000n, 10n ** 11n, 90_071_992_547_409_931n]) {
      expect(parseWan(wanOf(fen))).toEqual({ ok: true, fen });
    }
  });

  it("groups thousands for reading and keeps the sign", () => {
    expect(showWan(1_234_567_890_000n)).toBe("1,234,567.89");
    expect(showWan(-500_000n)).toBe("-0.5");
  });

  it("is read in 元 to the 分 by choice, with its unit", () => {
    expect(showYuan(1_234_567_890_012n)).toBe("12,345,678,900.12");
    expect(showYuan(-5n)).toBe("-0.05");
    expect(showMoney(50_000_000n, "wan", "zh")).toBe("50 万元");
    expect(showMoney(50_000_000n, "yuan", "zh")).toBe("500,000.00 元");
    expect(showMoney(50_000_000n, "yuan", "en")).toBe("500,000.00 CNY");
  });

  it("reads 分 from JSON and nothing else", () => {
    expect(fenOf("100")).toBe(100n);
    expect(fenOf(100)).toBe(100n);
    expect(fenOf(1.5)).toBeUndefined();
    expect(fenOf("1.5")).toBeUndefined();
    expect(fenOf(null)).toBeUndefined();
  });
});
