// Codes that stand as values in the record, in words.

import { STATES } from "./states";
import { UNKNOWN } from "./unknown";

const VALUES: Record<string, { zh: string; en: string }> = {
  open: { zh: "待答复", en: "Open" },
  dismissed: { zh: "不成立", en: "Dismissed" },
  upheld: { zh: "成立", en: "Upheld" },
  re_review: { zh: "重新评审", en: "To be reviewed again" },
  trimmed_mean_1_1: { zh: "去掉一个最高分和一个最低分后平均", en: "Mean without one highest and one lowest" },
  mean: { zh: "平均", en: "Mean" },
  consensus: { zh: "评审会合议", en: "Consensus of the panel meeting" },
  PASSED_EXCELLENT: { zh: "通过（优秀）", en: "Passed with distinction" },
  on_plan: { zh: "按计划", en: "On plan" },
  ahead: { zh: "进度超前", en: "Ahead" },
  behind: { zh: "滞后", en: "Behind" },
  asks_extension: { zh: "申请延期", en: "Asks for extension" },
  unable: { zh: "无法完成", en: "Cannot be completed" },
  industrialisation: { zh: "产业化应用", en: "Industrialisation" },
  extension: { zh: "延展性研究", en: "Extension research" },
  optimal: { zh: "择优匹配", en: "Matched by expertise" },
  draw: { zh: "随机抽取", en: "Drawn by lot" },
  conflict: { zh: "利益冲突", en: "Conflict of interest" },
  field: { zh: "非本专业", en: "Not their field" },
  load: { zh: "任务过多", en: "Too much work" },
  asked: { zh: "已申请", en: "Asked" },
  approved: { zh: "同意", en: "Approved" },
  granted: { zh: "准予", en: "Granted" },
  refused: { zh: "不同意", en: "Refused" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
  void: { zh: "失效", en: "Void" },
  present: { zh: "到会", en: "Present" },
  remote: { zh: "线上", en: "Remote" },
  absent: { zh: "缺席", en: "Absent" },
  called_off: { zh: "评审会已取消", en: "Called off" },
  off_agenda: { zh: "不再列入议程", en: "Off the agenda" },
  mode_changed: { zh: "改为不与申报单位见面", en: "No longer face to face" },
  came: { zh: "按时到场", en: "Came on time" },
  interview: { zh: "答辩评审", en: "Interview" },
  survey: { zh: "现场考察", en: "Site survey" },
  first_use: { zh: "首购首用", en: "First use" },
};

/** Adds codes that one page alone speaks of. */
export const addValues = (more: typeof VALUES) => Object.assign(VALUES, more);

/** Says a code; undefined when it is no code but somebody’s own words. */
export function sayValue(code: string, language: "zh" | "en"): string | undefined {
  return VALUES[code]?.[language] ?? STATES.project.find((state) => state.code === code)?.[language];
}

const ACCOUNTS: Record<string, { zh: string; en: string }> = {
  treasury: { zh: "财政专户", en: "Treasury" },
  envelope: { zh: "批次资金盘子", en: "Envelope of the call" },
  award: { zh: "立项额度", en: "Award" },
  paid: { zh: "已拨付", en: "Paid" },
  recovered: { zh: "已收回", en: "Recovered" },
};

/** An account of the ledger is a word and an id: “award:…”. */
export function sayAccount(account: string, language: "zh" | "en"): string {
  const word = account.split(":")[0] ?? account;
  return ACCOUNTS[word]?.[language] ?? UNKNOWN.account[language];
}
