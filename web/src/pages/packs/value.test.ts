import { describe, expect, it } from "vitest";
import { sayRuleValue } from "./value";

describe("a rule’s value", () => {
  it.each([
    ["5", "wd", "5 个工作日"],
    ["true", "", "是"],
    ['["控股","参股"]', "", "控股、参股"],
    ['{"enterprise":3,"other":10}', "", "enterprise：3\nother：10"],
    ["not json", "d", "not json"],
  ])("says %s %s", (json, unit, text) => {
    expect(sayRuleValue(json, unit)).toBe(text);
  });
});
