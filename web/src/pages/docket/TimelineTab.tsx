// Who did what, when, from which state to which, and what it rests on.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Timeline } from "antd";
import { dockets } from "../../api/clients";
import { showTime } from "../../format/time";
import type { Docket, Event } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { FactList } from "../../ui/Facts";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import type { Fact } from "../../words/fact";
import { sayRole } from "../../words/roles";
import { useRuleNames } from "../../words/rules";
import { sayState, STATES, type Machine } from "../../words/states";

function Entry({ event, docket, ruleName }: { event: Event; docket: Docket; ruleName: (id: string) => string }) {
  const { t, say, language } = useSpeak();
  const known = docket.machine in STATES;
  const from = event.source && known ? sayState(docket.machine as Machine, event.source, language) : event.source;
  const to = say(event.targetZh, event.targetEn) || event.target;
  const who = [event.person || (event.role === "system" ? t("timeline.system") : ""), event.role !== "system" && sayRole(event.role, language), event.organisation].filter(Boolean).join(" · ");
  const body = (event.body ?? {}) as Record<string, Fact>;
  return (
    <article data-event={event.event} data-seq={event.seq.toString()}>
      <div className="between">
        <strong>{say(event.zh, event.en) || event.event}</strong>
        <time className="muted small">{showTime(event.at)}</time>
      </div>
      <div>{from && from !== to ? `${from} → ${to}` : to}</div>
      <div className="muted small">{who}{event.cause && <>　{t("timeline.cause")}：<span title={event.cause}>{language === "zh" ? ruleName(event.cause) : event.cause}</span></>}</div>
      {Object.keys(body).length > 0 && (
        <details className="facts small"><summary>{t("timeline.body")}</summary><FactList facts={body} names={docket.names} /></details>
      )}
      <details className="small"><summary className="muted">{t("timeline.hash")}</summary>
        <div className="mono">{event.hash}</div>
        {event.snapshot && <div className="mono">{t("timeline.snapshot")} {event.snapshot}</div>}
      </details>
    </article>
  );
}

export function TimelineTab({ docket }: { docket: Docket }) {
  const { t } = useSpeak();
  const ruleName = useRuleNames();
  const list = useInfiniteQuery({
    queryKey: ["events", docket.id, docket.seq.toString()], initialPageParam: "",
    queryFn: ({ pageParam }) => dockets.listEvents({ docket: docket.id, pageSize: 100, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  const events = list.data.pages.flatMap((page) => page.events);
  return (
    <>
      <Timeline items={events.map((event) => ({ key: event.seq.toString(), content: <Entry event={event} docket={docket} ruleName={ruleName} /> }))} />
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
    </>
  );
}
