// Everything of a subject that can be printed or taken away.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import type { Fact } from "../../words/fact";
import { words } from "./words";

type Paper = { word: keyof typeof words; href: string };

const BUREAU = ["officer", "director", "party_group", "leading_group", "finance", "discipline", "auditor"];

export function papersOf(docket: Docket, bureau: boolean): Paper[] {
  const facts = (docket.facts ?? {}) as Record<string, Record<string, Fact> | undefined>;
  const base = `/papers/dockets/${encodeURIComponent(docket.id)}`;
  if (docket.machine === "call") {
    const form: Paper = { word: "pdfForm", href: `/open/calls/${encodeURIComponent(docket.id)}/form.pdf` };
    const rest: Paper[] = [{ word: "xlsx", href: `/papers/list.xlsx?machine=project&parent=${encodeURIComponent(docket.id)}` }, { word: "pdfDocket", href: `${base}/docket.pdf` }, { word: "zip", href: `${base}/archive.zip` }];
    return [...(["DRAFTING", "CONSULTING", "APPROVED"].includes(docket.state) ? [] : [form]), ...(bureau ? rest : [])];
  }
  if (docket.machine === "meeting") return [{ word: "pdfMinutes", href: `${base}/minutes.pdf` }];
  if (docket.machine !== "project") return docket.machine === "need" ? [{ word: "pdfDocket", href: `${base}/docket.pdf` }, { word: "zip", href: `${base}/archive.zip` }] : [];
  const out: Paper[] = [{ word: "pdfApplication", href: `${base}/application.pdf${facts.intake?.receipt ? "" : "?draft=1"}` }];
  if (facts.intake?.receipt) out.push({ word: "pdfReceipt", href: `${base}/receipt.pdf` });
  if (docket.state === "PUBLICITY" || docket.state === "OBJECTION") out.push({ word: "pdfNotice", href: `/open/notices/${encodeURIComponent(docket.id)}.pdf` });
  if (facts.agreement) out.push({ word: "pdfAgreement", href: `${base}/agreement.pdf` });
  if (docket.state === "PASSED" || (docket.state === "ARCHIVED" && String(facts.closure?.outcome).startsWith("PASSED"))) out.push({ word: "pdfCertificate", href: `${base}/certificate.pdf` });
  return [...out, { word: "pdfDocket", href: `${base}/docket.pdf` }, { word: "zip", href: `${base}/archive.zip` }];
}

export function Papers({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { has } = useSession();
  const list = papersOf(docket, has(...BUREAU));
  if (list.length === 0) return null;
  return (
    <details className="papers">
      <summary>{w("papers")}</summary>
      <ul className="plain">{list.map((paper) => <li key={paper.href}><a href={paper.href} target="_blank" rel="noreferrer">{w(paper.word)}</a></li>)}</ul>
    </details>
  );
}
