// The states a list can be filtered by. The server names the state of every
// docket it shows; only a filter has to know the words beforehand. A test
// compares this table with the law.

import { UNKNOWN } from "./unknown";

export type Machine = "need" | "call" | "project" | "review" | "commission" | "meeting" | "lobby";
export type StateWord = { code: string; zh: string; en: string };

export const STATES: Record<Machine, StateWord[]> = {
  need: [
    { code: "DRAFT", zh: "草稿", en: "Draft" },
    { code: "SUBMITTED", zh: "已提交", en: "Submitted" },
    { code: "RETURNED", zh: "退回补正", en: "Returned for correction" },
    { code: "SCREENED", zh: "已筛选", en: "Screened" },
    { code: "MERGED", zh: "已归并", en: "Merged" },
    { code: "IN_RESERVE", zh: "入储备库", en: "In the reserve pool" },
    { code: "IN_CALL", zh: "已编入指南/榜单", en: "Selected into a call" },
    { code: "DECLINED", zh: "不采纳", en: "Declined" },
    { code: "EXPIRED", zh: "储备过期", en: "Expired in the pool" },
    { code: "WITHDRAWN", zh: "撤回", en: "Withdrawn" },
  ],
  call: [
    { code: "DRAFTING", zh: "编制", en: "Drafting" },
    { code: "CONSULTING", zh: "征求意见", en: "Consultation" },
    { code: "APPROVED", zh: "审定", en: "Approved" },
    { code: "PUBLISHED", zh: "已发布", en: "Published" },
    { code: "OPEN", zh: "受理中", en: "Open" },
    { code: "CLOSED", zh: "受理截止", en: "Closed" },
    { code: "IN_REVIEW", zh: "评审中", en: "In review" },
    { code: "DECIDED", zh: "已立项", en: "Decided" },
    { code: "ARCHIVED", zh: "归档", en: "Archived" },
    { code: "CANCELLED", zh: "取消", en: "Cancelled" },
  ],
  project: [
    { code: "DRAFT", zh: "草稿", en: "Draft" },
    { code: "UNIT_CHECK", zh: "单位审核", en: "Institution check" },
    { code: "RECOMMENDING", zh: "推荐审核", en: "Recommendation" },
    { code: "SUBMITTED", zh: "已提交", en: "Submitted" },
    { code: "FORMAL_CHECK", zh: "形式审查", en: "Formal check" },
    { code: "RETURNED", zh: "退回补正", en: "Returned for correction" },
    { code: "NOT_ACCEPTED", zh: "不予受理", en: "Not accepted" },
    { code: "ACCEPTED", zh: "受理", en: "Accepted" },
    { code: "UNDER_REVIEW", zh: "评审中", en: "Under review" },
    { code: "REVIEWED", zh: "评审完成", en: "Reviewed" },
    { code: "SURVEY", zh: "立项调研", en: "Field survey" },
    { code: "RECOMMENDED", zh: "拟立项建议", en: "Recommended" },
    { code: "DECISION", zh: "会议决策", en: "Before the meeting" },
    { code: "PUBLICITY", zh: "公示", en: "Public notice" },
    { code: "OBJECTION", zh: "异议处理", en: "Objection" },
    { code: "RESERVE", zh: "备选", en: "Reserve list" },
    { code: "NOT_FUNDED", zh: "不予立项", en: "Not funded" },
    { code: "WITHDRAWN", zh: "撤回", en: "Withdrawn" },
    { code: "EXPIRED", zh: "逾期未提交", en: "Missed the deadline" },
    { code: "AWARDED", zh: "立项（待签任务书）", en: "Awarded, agreement to be signed" },
    { code: "AGREEMENT_REVIEW", zh: "任务书审核", en: "Agreement under check" },
    { code: "ACTIVE", zh: "执行中", en: "Active" },
    { code: "CHANGE_PENDING", zh: "变更审批中", en: "Change pending" },
    { code: "SUSPENDED", zh: "中止", en: "Suspended" },
    { code: "CLOSURE_DUE", zh: "到期待验收", en: "Closure due" },
    { code: "OVERDUE", zh: "逾期未结题", en: "Overdue for closure" },
    { code: "CLOSURE_REVIEW", zh: "验收中", en: "Closure review" },
    { code: "REMEDIATION", zh: "限期整改", en: "Remediation" },
    { code: "PASSED", zh: "通过", en: "Passed" },
    { code: "SHORTFALL", zh: "结题", en: "Completed with shortfall" },
    { code: "NOT_PASSED", zh: "不通过", en: "Not passed" },
    { code: "TERMINATION_REVIEW", zh: "终止审核", en: "Termination under review" },
    { code: "TERMINATED", zh: "终止", en: "Terminated" },
    { code: "REVOKED", zh: "撤销", en: "Revoked" },
    { code: "RECOVERY", zh: "追缴中", en: "Recovery" },
    { code: "EXEMPTION_REVIEW", zh: "免责认定中", en: "Exemption review" },
    { code: "ARCHIVED", zh: "归档", en: "Archived" },
    { code: "FORFEITED", zh: "放弃立项", en: "Forfeited" },
  ],
  review: [
    { code: "INVITED", zh: "已邀请", en: "Invited" },
    { code: "ACCEPTED", zh: "评审中", en: "Accepted" },
    { code: "SCORED", zh: "已评分", en: "Scored" },
    { code: "LATE", zh: "逾期", en: "Late" },
    { code: "DECLINED", zh: "已谢绝", en: "Declined" },
    { code: "RECUSED", zh: "回避", en: "Recused" },
    { code: "LAPSED", zh: "邀请失效", en: "Invitation lapsed" },
    { code: "INVALIDATED", zh: "评分作废", en: "Invalidated" },
    { code: "CANCELLED", zh: "已取消", en: "Cancelled" },
  ],
  meeting: [
    { code: "CONVENED", zh: "已召集", en: "Convened" },
    { code: "OPEN", zh: "进行中", en: "In session" },
    { code: "MINUTED", zh: "已签纪要", en: "Minutes signed" },
    { code: "CANCELLED", zh: "已取消", en: "Cancelled" },
  ],
  lobby: [
    { code: "RECORDED", zh: "已登记", en: "Recorded" },
    { code: "TAKEN_UP", zh: "核查中", en: "Being looked into" },
    { code: "CLOSED", zh: "已办结", en: "Closed" },
  ],
  commission: [
    { code: "COMMISSIONED", zh: "已委托", en: "Commissioned" },
    { code: "SEALED", zh: "已封存", en: "Sealed" },
    { code: "REVIEWING", zh: "评审中", en: "Reviewing" },
    { code: "HANDED_OVER", zh: "已移交", en: "Handed over" },
    { code: "EVALUATED", zh: "已考核", en: "Evaluated" },
    { code: "REVOKED", zh: "已撤销", en: "Revoked" },
  ],
};

export function sayState(machine: Machine, code: string, language: "zh" | "en"): string {
  return STATES[machine].find((state) => state.code === code)?.[language] ?? UNKNOWN.state[language];
}
