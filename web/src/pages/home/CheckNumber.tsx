// Checks a number that somebody shows on paper.

import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { site } from "../../api/client/site";
import type { CheckNumberResponse } from "../../gen/yanlu/site/v1/site_pb";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { words } from "./words";
import "./site.css";

const KINDS = { receipt: "kind_receipt", agreement: "kind_agreement", certificate: "kind_certificate", objection: "kind_objection" } as const;

function Answer({ number, answer }: { number: string; answer: CheckNumberResponse }) {
  const w = useWords(words);
  if (!answer.known) return <div className="site-answer unknown" data-known="no">{w("unknown")}</div>;
  const kind = KINDS[answer.kind as keyof typeof KINDS];
  const rows: [string, ReactNode][] = [[w("number"), number], [w("kind"), kind ? w(kind) : ""], [w("call"), answer.callTitle], [w("at"), <Time at={answer.at} />]];
  return (
    <div className={`site-answer facts${answer.hashAgrees === "no" ? " unknown" : ""}`} data-known="yes">
      <p><strong>{w("known")}</strong></p>
      <dl>{rows.map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd>{text}</dd></div>)}</dl>
      {answer.hashAgrees === "yes" && <p>{w("agrees_yes")}</p>}
      {answer.hashAgrees === "no" && <p>{w("agrees_no")}</p>}
      {answer.kind === "objection" && <p><Link to={`/objections?number=${encodeURIComponent(number)}`}>{w("follow")}</Link></p>}
    </div>
  );
}

export function CheckNumber() {
  const w = useWords(words);
  const [query, setQuery] = useSearchParams();
  const number = query.get("number") ?? "";
  const hash = query.get("hash") ?? "";
  const [missing, setMissing] = useState(false);
  const answer = useQuery({ queryKey: ["check", number, hash], enabled: number !== "", retry: false, queryFn: () => site.checkNumber({ number, hash }) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const wanted = String(typed.get("number") ?? "").trim();
    setMissing(wanted === "");
    if (wanted) setQuery({ number: wanted, ...(typed.get("hash") ? { hash: String(typed.get("hash")).trim() } : {}) });
  };
  return (
    <Page title={w("check")} hint={w("checkHint")}>
      <Card>
        <form className="site-form" onSubmit={submit} noValidate>
          <label>{w("checkNumber")}<input name="number" defaultValue={number} maxLength={60} autoComplete="off" aria-invalid={missing} aria-describedby={missing ? "check-missing" : undefined} /></label>
          {missing && <div id="check-missing" role="alert" className="field-defect">{w("checkNeeded")}</div>}
          <label>{w("checkHash")}<input name="hash" defaultValue={hash} maxLength={64} autoComplete="off" className="mono" /></label>
          <div><Button type="primary" htmlType="submit" loading={answer.isFetching}>{w("checkGo")}</Button></div>
        </form>
        <div aria-live="polite">
          {answer.error && <ProblemAlert error={answer.error} />}
          {answer.data && <Answer number={number} answer={answer.data} />}
        </div>
      </Card>
    </Page>
  );
}
