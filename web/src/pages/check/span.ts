// A length of time that a rule states, in words.

import type { Rule } from "../../gen/yanlu/programme/v1/programme_pb";

const UNITS: Record<string, readonly [zh: string, en: string]> = {
  wd: ["个工作日", "working days"], d: ["天", "days"], m: ["个月", "months"], h: ["小时", "hours"], s: ["秒（演练规则）", "seconds (practice rules)"],
};

/** A rule that states a length of time, in words. */
export function spanOf(rule: Pick<Rule, "value" | "unit">, language: "zh" | "en"): string {
  const unit = UNITS[rule.unit]?.[language === "zh" ? 0 : 1] ?? "";
  return /^\d+(\.\d+)?$/.test(rule.value) ? `${rule.value} ${unit}`.trim() : "";
}
