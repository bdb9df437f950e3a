// A rule’s value, domain and codes in words. The words of codes come with the pack.

import { ownWords } from "../../words/unknown";
import type { Value } from "./model";

export type Language = "zh" | "en";
export type Words = ReadonlyMap<string, { zh: string; en: string }>;

const DOMAINS: Record<string, { zh: string; en: string }> = {
  call: { zh: "需求与批次", en: "Needs and calls" }, eligibility: { zh: "资格与限项", en: "Eligibility" }, duplicate: { zh: "查重", en: "Duplicates" },
  intake: { zh: "受理", en: "Intake" }, review: { zh: "评审", en: "Review" }, decision: { zh: "决策与公示", en: "Decision and notice" },
  agreement: { zh: "任务书", en: "Agreement" }, funding: { zh: "经费", en: "Funding" }, progress: { zh: "执行进展", en: "Progress" },
  change: { zh: "变更", en: "Change" }, ending: { zh: "中止、终止与撤销", en: "Suspension, termination, revocation" },
  closure: { zh: "验收结题", en: "Closure" }, outcome: { zh: "成果", en: "Outcomes" }, followon: { zh: "接续支持", en: "Follow-on" },
  integrity: { zh: "科研诚信", en: "Integrity" }, jbgs: { zh: "揭榜挂帅", en: "Open competitions" }, race: { zh: "赛马", en: "Races" },
  archive: { zh: "归档", en: "Archive" }, exemption: { zh: "尽职免责", en: "Good-faith exemption" }, statistics: { zh: "统计", en: "Statistics" },
  negative_list: { zh: "负面清单", en: "Negative list" }, performance: { zh: "绩效", en: "Performance" },
};

export function sayDomain(domain: string, language: Language): string {
  return DOMAINS[domain]?.[language] ?? (language === "zh" ? "其他规则" : "Other rules");
}

/** The word of a code; what people wrote stands for itself, and a code without a word is not shown. */
export const sayCode = (code: string, words: Words, language: Language): string => words.get(code)?.[language] ?? ownWords(code, language);

/** Whether a key names a part of a whole, shown in per cent. */
export const isShare = (key: string): boolean => /share|_ratio|^ratio_of|^rate$|^floor_any_core_criterion$/.test(key);

function sayNumber(value: number, unit: string, key: string, words: Words, language: Language): string {
  if (isShare(key) && value >= 0 && value <= 1) return `${Number((value * 100).toFixed(6))}%`;
  return unit ? `${value} ${sayCode(unit, words, language)}` : String(value);
}

const LEADING = ["up_to", "above", "min", "max", "by", "role"];

export function keysOf(value: { [key: string]: Value }): string[] {
  const rank = (key: string) => (LEADING.includes(key) ? LEADING.indexOf(key) : LEADING.length);
  return Object.keys(value).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** A value as people read it. */
export function sayValue(value: Value | undefined, unit: string, words: Words, language: Language, key = "", row = false): string {
  const zh = language === "zh";
  if (value === null || value === undefined) return "—";
  if (typeof value === "boolean") return value ? (zh ? "是" : "yes") : zh ? "否" : "no";
  if (typeof value === "number") return sayNumber(value, unit, key, words, language);
  if (typeof value === "string") return sayCode(value, words, language);
  if (Array.isArray(value)) {
    if (value.length === 0) return zh ? "（无）" : "(none)";
    const rows = value.some((item) => item !== null && typeof item === "object");
    return value.map((item) => sayValue(item, unit, words, language, key, true)).join(rows ? "\n" : zh ? "、" : ", ");
  }
  const parts = keysOf(value).map((name) => `${sayCode(name, words, language)}${zh ? "：" : ": "}${sayValue(value[name], unit, words, language, name, true)}`);
  return parts.join(row ? (zh ? "，" : ", ") : "\n");
}
