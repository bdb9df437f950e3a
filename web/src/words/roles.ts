// What the roles that act on a docket are called.

import { UNKNOWN } from "./unknown";

export const ROLES: Record<string, { zh: string; en: string }> = {
  pi: { zh: "项目负责人", en: "Principal investigator" },
  writer: { zh: "参与填写人", en: "Co-writer" },
  institution: { zh: "申报单位", en: "Host institution" },
  recommender: { zh: "推荐单位", en: "Recommending body" },
  demander: { zh: "需求单位", en: "Demand owner" },
  reviewer: { zh: "评审专家", en: "Reviewer" },
  chair: { zh: "专家组组长", en: "Panel chair" },
  agency: { zh: "评审机构", en: "Review agency" },
  officer: { zh: "业务科室", en: "Bureau officer" },
  director: { zh: "局长办公会", en: "Director’s meeting" },
  party_group: { zh: "局党组会", en: "Party group" },
  leading_group: { zh: "区科技领导小组", en: "Leading group" },
  finance: { zh: "财务", en: "Finance" },
  discipline: { zh: "纪检监督", en: "Discipline" },
  auditor: { zh: "审计", en: "Auditor" },
  admin: { zh: "系统管理员", en: "Administrator" },
  system: { zh: "系统", en: "System" },
  public: { zh: "公众", en: "Public" },
};

/** Says a role; never its code. */
export function sayRole(role: string, language: "zh" | "en"): string {
  return ROLES[role]?.[language] ?? UNKNOWN.role[language];
}

export function sayRoles(roles: readonly string[], language: "zh" | "en"): string {
  return roles.map((role) => sayRole(role, language)).join(language === "zh" ? "、" : ", ");
}
