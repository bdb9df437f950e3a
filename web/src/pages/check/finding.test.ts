import { describe, expect, it } from "vitest";
import { gathered, headOf, type Finding } from "./finding";

const finding = (field: string, zh: string, severity: Finding["severity"] = "error"): Finding => ({ field, severity, zh, en: zh, byDefault: false });

describe("findings of two checks", () => {
  it("are said once, errors first", () => {
    const found = gathered([[finding("", "主持在研超限")], [finding("body.summary", "字数偏少", "warning"), finding("body.plan", "未填写"), finding("", "主持在研超限")]]);
    expect(found.map((one) => [one.severity, one.field])).toEqual([["error", ""], ["error", "body.plan"], ["warning", "body.summary"]]);
  });

  it("belong to the field above row and column", () => {
    expect(headOf("budget.sources[2].amount")).toBe("budget.sources");
    expect(headOf("body.summary")).toBe("body.summary");
  });
});
