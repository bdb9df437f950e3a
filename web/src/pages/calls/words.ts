// Words of the call pages.

import type { Words } from "../../i18n/words";

export const words = {
  questions: ["申报前先看全部问题", "Read every question first"],
  blank: ["空白申报书（PDF）", "Blank form (PDF)"],
  apply: ["开始申报", "Apply"],
  signIn: ["登录后申报", "Sign in to apply"],
  before: ["准备申报", "Before you start"],
  beforeHint: ["填写内容随写随存，可以分多次完成；只有申报单位授权的人员可以提交。", "What you write is saved as you go; only the institution’s authorised person submits."],
  steps: ["负责人填写 → 申报单位审核 → 推荐单位推荐 → 受理", "Lead writes → institution approves → recommending body → intake"],
  docket: ["办理档案", "Docket"],
  results: ["立项结果", "Results"],
  terms: ["批次要求", "Terms"],
  topics: ["支持选题", "Topics"],
  noTopics: ["本批次不限选题。", "Any topic may be proposed."],
  closed: ["本批次已停止受理。", "This call is closed."],
  coming: ["尚未开始受理，可以先阅读问题、准备材料。", "Not open yet: read the questions and prepare."],
  feed: ["订阅", "Feed"],
  invite: ["还没有账户？请本单位的审核人员在“单位与人员”中发送邀请链接。", "No account yet? Ask your institution’s officer for an invitation link."],
} as const satisfies Words;
