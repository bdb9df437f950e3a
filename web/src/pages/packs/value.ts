// A rule’s value and domain in words.

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

const UNITS: Record<string, string> = { wd: "个工作日", d: "天", m: "个月", h: "小时", s: "秒", points: "分", consecutive_years: "年（连续）" };

const DOMAINS: Record<string, { zh: string; en: string }> = {
  call: { zh: "需求与批次", en: "Needs and calls" }, eligibility: { zh: "资格与限项", en: "Eligibility" }, duplicate: { zh: "查重", en: "Duplicates" },
  intake: { zh: "受理", en: "Intake" }, review: { zh: "评审", en: "Review" }, decision: { zh: "决策与公示", en: "Decision and notice" },
  agreement: { zh: "任务书", en: "Agreement" }, funding: { zh: "经费", en: "Funding" }, budget: { zh: "预算", en: "Budget" }, progress: { zh: "执行进展", en: "Progress" },
  change: { zh: "变更", en: "Change" }, termination: { zh: "中止与终止", en: "Suspension and termination" }, ending: { zh: "中止与终止", en: "Suspension and termination" },
  closure: { zh: "验收结题", en: "Closure" }, outcome: { zh: "成果", en: "Outcomes" }, followon: { zh: "接续支持", en: "Follow-on" }, follow_on: { zh: "接续支持", en: "Follow-on" },
  integrity: { zh: "科研诚信", en: "Integrity" }, challenge: { zh: "揭榜挂帅", en: "Challenges" }, jbgs: { zh: "揭榜挂帅", en: "Challenges" }, race: { zh: "赛马", en: "Races" },
  archive: { zh: "归档", en: "Archive" }, exemption: { zh: "尽职免责", en: "Good-faith exemption" }, incentive: { zh: "激励", en: "Incentives" }, statistics: { zh: "统计", en: "Statistics" },
  negative_list: { zh: "负面清单", en: "Negative list" }, performance: { zh: "绩效", en: "Performance" },
  identity: { zh: "账户与登录", en: "Accounts" }, need: { zh: "需求", en: "Needs" }, term: { zh: "执行期", en: "Term" },
};

export function sayDomain(domain: string, language: "zh" | "en"): string {
  return DOMAINS[domain]?.[language] ?? domain;
}

function write(value: Value): string {
  if (value === null) return "—";
  if (value === true) return "是";
  if (value === false) return "否";
  if (Array.isArray(value)) return value.map(write).join("、");
  if (typeof value === "object") return Object.entries(value).map(([key, inner]) => `${key}：${write(inner)}`).join("\n");
  return String(value);
}

/** The value of a rule, from its JSON, with the unit people use. */
export function sayRuleValue(json: string, unit: string): string {
  let value: Value;
  try {
    value = JSON.parse(json) as Value;
  } catch {
    return json;
  }
  const text = write(value);
  if (!unit) return text;
  return typeof value === "number" || typeof value === "string" ? `${text} ${UNITS[unit] ?? unit}` : `${text}\n（${UNITS[unit] ?? unit}）`;
}
