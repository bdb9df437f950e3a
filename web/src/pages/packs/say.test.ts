import { describe, expect, it } from "vitest";
import { sayDomain, sayValue } from "./say";

const words = new Map([["wd", { zh: "个工作日", en: "working days" }], ["enterprise", { zh: "企业", en: "enterprises" }], ["other", { zh: "其他", en: "others" }],
  ["up_to", { zh: "不超过", en: "up to" }], ["by", { zh: "审定", en: "decided by" }], ["万元", { zh: "万元", en: "× 10 000 yuan" }], ["tech_min_ratio", { zh: "技术专家最低比例", en: "technical experts" }]]);

describe("a rule’s value", () => {
  it.each([
    [5, "wd", "5 个工作日"],
    [true, "", "是"],
    [["控股", "参股"], "", "控股、参股"],
    [[], "", "（无）"],
    [{ other: 10, enterprise: 3 }, "", "企业：3\n其他：10"],
    [[{ by: "局长办公会", up_to: 30 }], "万元", "不超过：30 万元，审定：局长办公会"],
    [{ tech_min_ratio: 0.55 }, "", "技术专家最低比例：55%"],
    [null, "", "—"],
  ])("says %j %s", (value, unit, text) => {
    expect(sayValue(value, unit, words, "zh")).toBe(text);
  });

  it("never shows the code of an unknown domain", () => {
    expect(sayDomain("xyz", "zh")).toBe("其他规则");
  });
});
