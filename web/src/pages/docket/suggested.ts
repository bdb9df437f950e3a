// What a form starts with where the record already says it; a person may change it.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { fenOf, wanOf } from "../../format/money";
import type { FormValues } from "../../form/values";
import type { Fact } from "../../words/fact";
import { NOTICE_WORDS } from "./noticeWords";
import { objectionsOf } from "./objections";

const ANSWERS = new Set(["dismiss", "uphold", "re_review"]);

type Facts = { [section: string]: { [name: string]: Fact } | undefined };

/** Rows of targets as the form of the agreement wants them. */
function targetRows(value: Fact | undefined): FormValues {
  if (!Array.isArray(value)) return {};
  const rows = value.filter((row): row is Record<string, Fact> => row !== null && typeof row === "object" && !Array.isArray(row));
  return { targets: rows.map((row) => ({ name: String(row.name ?? ""), value: String(row.value ?? ""), unit: String(row.unit ?? "") })) };
}

function agreement({ intake, agreement: last }: Facts): FormValues {
  const months = last?.months ?? intake?.months;
  return {
    ...targetRows(last?.targets ?? intake?.targets),
    ...(months ? { months: String(months) } : {}),
    ...(typeof last?.content === "string" ? { content: last.content } : {}),
    ...(typeof last?.ip_clause === "string" ? { ipClause: last.ip_clause } : {}),
    ...(typeof last?.breach === "string" ? { breach: last.breach } : {}),
  };
}

const wordsOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

export function suggested(docket: Docket, event: string): FormValues {
  const facts = (docket.facts ?? {}) as Facts;
  if (ANSWERS.has(event)) {
    const open = objectionsOf(docket).find((one) => one.status === "open") ?? objectionsOf(docket)[0];
    return open ? { objection: open.number } : {};
  }
  if (event === "submit_agreement") return agreement(facts);
  if (event === "table") return { noticeText: typeof facts.decision?.notice_text === "string" ? facts.decision.notice_text : NOTICE_WORDS };
  if (event === "name_writers") return Array.isArray(facts.parties?.writers) ? { writers: facts.parties.writers.map(String) } : {};
  if (event === "send_to_unit") return { keywords: wordsOf(facts.intake?.keywords), disciplines: wordsOf(facts.intake?.disciplines) };
  if (event === "advise") {
    const [asked, panel] = [fenOf(facts.intake?.requested_fen), fenOf(facts.review?.advice_fen)];
    if (asked === undefined) return {};
    return { amountFen: wanOf(panel !== undefined && panel < asked ? panel : asked) };
  }
  return {};
}
