// How reviewers work, and a year of reviews in figures.

import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useSearchParams } from "react-router";
import { reviewing } from "../../api/client/reviewing";
import { useSession } from "../../app/session";
import { shanghai } from "../../format/time";
import type { Quality, ReviewStatisticsResponse, Tally } from "../../gen/yanlu/review/v1/reviewing_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import "./reviewing.css";
import { words } from "./words";

function Row({ row }: { row: Quality }) {
  const w = useWords(words);
  const hidden = row.tooFew ? w("few") : "";
  return (
    <tr data-reviewer={row.reviewer}>
      <td>{row.name}</td>
      {[row.invited, row.accepted, row.scored, row.late].map((count, i) => <td key={i} className="num">{count}</td>)}
      <td className="num">{row.onTime}</td><td className="num">{hidden || row.commentChars}</td>
      <td className="num">{hidden || (row.usefulness && `${row.usefulness}（${row.judged}）`)}</td><td className="num">{hidden || row.distance}</td>
    </tr>
  );
}

function Reviewers() {
  const w = useWords(words);
  const list = useQuery({ queryKey: ["review-quality"], queryFn: () => reviewing.reviewerQuality({}) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.rows.length === 0) return <EmptyState title={w("noQuality")} />;
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={w("reviewers")}>
      <table className="table review-grid">
        <thead><tr><th>{w("reviewers")}</th>{(["invited", "accepted", "scored", "late", "onTime", "charsMedian", "usefulness", "distance"] as const).map((word) => <th key={word} className="num">{w(word)}</th>)}</tr></thead>
        <tbody>{list.data.rows.map((row) => <Row key={row.reviewer} row={row} />)}</tbody>
      </table>
    </div>
  );
}

function Tallies({ title, list }: { title: string; list: Tally[] }) {
  const { say } = useSpeak();
  return (
    <section>
      <h3>{title}</h3>
      <dl className="figures">{list.map((one) => <div key={one.code}><dt>{say(one.zh, one.en)}</dt><dd>{one.count}</dd></div>)}</dl>
    </section>
  );
}

function Figures({ year }: { year: ReviewStatisticsResponse }) {
  const w = useWords(words);
  const rows: [string, string | number][] = [
    [w("invited"), year.invited], [w("applications"), year.applications], [w("byLink"), year.answeredByLink], [w("closed"), year.roundsClosed], [w("dispersed"), year.dispersed],
    [w("takenBackCount"), year.takenBack], [w("rebutted"), year.rebutted], [w("answerHours"), year.answerHours || "—"], [w("scoreHours"), year.scoreHours || "—"],
    [w("charsMedian"), year.commentChars || "—"], [w("totalMedian"), year.total || "—"],
  ];
  return (
    <div className="stack">
      <dl className="figures">{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <Tallies title={w("states")} list={year.states} />
      <Tallies title={w("declined")} list={year.declined} />
    </div>
  );
}

export function ReviewQuality() {
  const w = useWords(words);
  const { has } = useSession();
  const [query, setQuery] = useSearchParams();
  const now = shanghai(new Date()).year();
  const year = Number(query.get("year")) || now;
  const figures = useQuery({ queryKey: ["review-statistics", year], queryFn: () => reviewing.reviewStatistics({ year }) });
  const to = (next: number) => setQuery({ year: String(next) });
  return (
    <Page title={w("quality")} hint={w("qualityHint")}>
      <div className="stack reviewing-page">
        <Card title={w("year", { year })} extra={<><Button onClick={() => to(year - 1)}>{w("earlier")}</Button><Button disabled={year >= now} onClick={() => to(year + 1)}>{w("later")}</Button></>}>
          {figures.isPending && <Loading />}
          {figures.error && <ProblemAlert error={figures.error} onRetry={() => void figures.refetch()} />}
          {figures.data && <Figures year={figures.data} />}
        </Card>
        {has("agency", "officer", "discipline", "auditor") && <Card title={w("reviewers")}><Reviewers /></Card>}
      </div>
    </Page>
  );
}
