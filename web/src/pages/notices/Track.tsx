// How far an objection is, by the number its author was given.

import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { awards } from "../../api/client/award";
import { useSpeak } from "../../i18n";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import "../home/site.css";

export function Track() {
  const { t, say } = useSpeak();
  const [query, setQuery] = useSearchParams();
  const number = query.get("number") ?? "";
  const answer = useQuery({ queryKey: ["track", number], enabled: number !== "", retry: false, queryFn: () => awards.trackObjection({ number }) });
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("number") ?? "").trim();
    setMissing(typed === "");
    if (typed) setQuery({ number: typed });
  };
  const found = answer.data;
  const rows: [string, ReactNode][] = found ? [
    [t("track.number"), found.number], [t("track.status"), say(found.statusZh, found.statusEn)],
    [t("track.filed"), <Time at={found.filedAt} />], [t("track.answer"), found.answer || t("track.pending")],
  ] : [];
  return (
    <Page title={t("track.title")} hint={t("track.hint")}>
      <Card>
        <form className="site-form" onSubmit={submit} noValidate>
          <label>{t("track.number")}<input name="number" defaultValue={number} maxLength={60} autoComplete="off" aria-invalid={missing} aria-describedby={missing ? "track-missing" : undefined} /></label>
          {missing && <div id="track-missing" role="alert" className="field-defect">{t("refusal.required", { label: t("track.number") })}</div>}
          <div><Button type="primary" htmlType="submit" loading={answer.isFetching}>{t("track.go")}</Button></div>
        </form>
        <div aria-live="polite" style={{ marginTop: 16 }}>
          {answer.error && <ProblemAlert error={answer.error} />}
          {found && (
            <div className="facts" data-status={found.status}>
              <dl>{rows.map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd className="pre">{text}</dd></div>)}</dl>
            </div>
          )}
        </div>
      </Card>
    </Page>
  );
}
