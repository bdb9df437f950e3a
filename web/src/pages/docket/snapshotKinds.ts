// What a snapshot is of, in words, and what is written in it.

import type { Content } from "../../draft/merge";
import { UNKNOWN } from "../../words/unknown";

/** Snapshots of what was written into a form; the others are records of an act. */
export const WRITTEN = new Set(["application", "need"]);

const KINDS: Record<string, { zh: string; en: string }> = {
  application: { zh: "申报书", en: "Proposal" }, need: { zh: "需求", en: "Need" }, call: { zh: "批次", en: "Call" }, agreement: { zh: "任务书", en: "Agreement" },
  signed_agreement: { zh: "已签任务书", en: "Signed agreement" }, report: { zh: "进展报告", en: "Report" }, change: { zh: "变更申请", en: "Change" },
  termination: { zh: "终止申请", en: "Termination" }, exemption: { zh: "免责申请", en: "Exemption" }, revocation: { zh: "撤销决定", en: "Revocation" }, archive: { zh: "归档", en: "Archive" }, closure: { zh: "验收材料", en: "Closure materials" }, meeting_minutes: { zh: "评审会纪要", en: "Minutes of the panel meeting" }, panel_report: { zh: "评审报告", en: "Panel report" },
  opinion: { zh: "评审意见", en: "Opinion" }, objection: { zh: "异议", en: "Objection" },
};

export function sayKind(kind: string, language: "zh" | "en"): string {
  const [code = "", number = ""] = kind.split(":");
  return [KINDS[code]?.[language] ?? UNKNOWN.snapshot[language], number].filter(Boolean).join(" ");
}

/** What is written in a snapshot: its content where it wraps one, else the whole. */
export function contentOf(snapshot: { content?: unknown }): Content {
  const whole = (snapshot.content ?? {}) as Content;
  const inner = whole.content ?? whole.draft;
  return inner !== null && typeof inner === "object" && !Array.isArray(inner) ? inner : whole;
}
