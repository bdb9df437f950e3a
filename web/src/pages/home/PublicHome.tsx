// The first page for everyone: what is open, what is on notice, the plan's bases.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { site } from "../../api/client/site";
import type { CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { CallRow } from "../calls/CallRow";
import { NoticeRow } from "../notices/NoticeRow";
import { words } from "./words";
import "./site.css";

const EVERY = 30_000;

function CallList({ calls }: { calls: CallNotice[] }) {
  return <ul className="plain site-list">{calls.map((call) => <li key={call.id}><CallRow call={call} level="h3" /></li>)}</ul>;
}

export function PublicHome() {
  const w = useWords(words);
  const answer = useQuery({ queryKey: ["home"], queryFn: () => site.getHome({}), refetchInterval: EVERY });
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const home = answer.data;
  const counts: [string, number][] = [[w("running"), home.running], [w("passed"), home.passed], [w("calls"), home.calls]];
  return (
    <Page title={w("title")} hint={w("hint")}>
      <dl className="site-counts">{counts.map(([label, count]) => <div key={label}><dt>{label}</dt><dd>{count}</dd></div>)}</dl>
      <div className="site-columns">
        <Card title={w("open")} hint={w("openHint")} extra={<a href="/feeds/calls.atom">{w("feed")}</a>}>
          {home.openCalls.length > 0 ? <CallList calls={home.openCalls} /> : <EmptyState title={w("noneOpen")} hint={w("noneOpenHint")} action={<Link to="/calls">{w("calls")}</Link>} />}
          {home.comingCalls.length > 0 && <><h3 className="site-sub">{w("coming")}</h3><CallList calls={home.comingCalls} /></>}
        </Card>
        <Card title={w("notices")} extra={<a href="/feeds/notices.atom">{w("feed")}</a>}>
          {home.notices.length > 0
            ? <ul className="plain site-list">{home.notices.map((notice) => <li key={notice.docket}><NoticeRow notice={notice} level="h3" /></li>)}</ul>
            : <EmptyState title={w("noneNotice")} hint={w("noneNoticeHint")} action={<Link to="/results">{w("results")}</Link>} />}
        </Card>
      </div>
      <Card title={w("bases")} hint={w("basesHint")} extra={<Link to="/plan">{w("all")}</Link>}>
        <ul className="plain site-bases">
          {home.bases.map((base) => (
            <li key={base.code}>
              <strong>{base.name}</strong>
              <div className="muted small">{base.lead}</div>
              <div className="small">{w("topics", { n: base.topics })}</div>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
