// The plan as it is written: topics, indicators, bases, and where it contradicts itself.

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { programmes } from "../../api/clients";
import type { GetPlanResponse, Topic } from "../../gen/yanlu/programme/v1/programme_pb";
import { useSpeak } from "../../i18n";
import { Note } from "../../ui/Note";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs } from "../../ui/Tabs";

const LONG = 600_000;

function Topics({ topics }: { topics: Topic[] }) {
  const { t } = useSpeak();
  const wanted = useSearchParams()[0].get("topic");
  useEffect(() => void document.getElementById(`topic-${wanted}`)?.scrollIntoView({ block: "center" }), [wanted]);
  return (
    <div className="topics">
      {topics.map((topic) => (
        <details key={topic.code} id={`topic-${topic.code}`} className="topic" open={topic.code === wanted}>
          <summary><span className="mono">{topic.code}</span> {topic.title} <span className="muted small">{topic.domain}</span></summary>
          <p className="pre">{topic.body}</p>
          {topic.items.length > 0 && <><strong>{t("plan.items")}</strong><ul>{topic.items.map((item, i) => <li key={i}>{item}</li>)}</ul></>}
          <p className="muted small">{t("plan.line", { line: topic.sourceLine })}</p>
        </details>
      ))}
    </div>
  );
}

function Indicators({ plan }: { plan: GetPlanResponse }) {
  const { t } = useSpeak();
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("plan.indicators")}>
      <table className="table">
        <thead><tr><th>{t("plan.number")}</th><th>{t("plan.category")}</th><th>{t("plan.indicators")}</th><th>{t("plan.unit")}</th><th>{t("plan.v2020")}</th><th>{t("plan.v2025")}</th></tr></thead>
        <tbody>
          {plan.indicators.map((one) => (
            <tr key={one.number}><td>{one.number}</td><td>{one.category}</td><td>{one.title}<div className="muted small">{t("plan.line", { line: one.sourceLine })}</div></td><td>{one.unit}</td><td>{one.value2020}</td><td>{one.target2025}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bases({ plan }: { plan: GetPlanResponse }) {
  const { t } = useSpeak();
  return (
    <div className="card-list">
      {plan.bases.map((base) => (
        <article key={base.code} className="item">
          <h2>{base.name}</h2>
          <div className="item-meta"><span className="mono">{base.code}</span><span>{t("plan.tier")} {base.tier}</span><span>{t("plan.lead")} {base.lead}</span></div>
        </article>
      ))}
    </div>
  );
}

function Notes({ plan }: { plan: GetPlanResponse }) {
  const { t } = useSpeak();
  return (
    <div className="card-list">
      <Note title={t("plan.notesHint")} />
      {plan.notes.map((note) => (
        <article key={note.id} className="item facts">
          <h2>{note.subject}</h2>
          <dl style={{ marginTop: 8 }}>
            <dt>{t("plan.a")}</dt><dd>{note.valueA}</dd>
            <dt>{t("plan.b")}</dt><dd>{note.valueB}</dd>
            {note.advice && <><dt>{t("plan.advice")}</dt><dd>{note.advice}</dd></>}
          </dl>
        </article>
      ))}
    </div>
  );
}

export function Plan() {
  const { t } = useSpeak();
  const [query, setQuery] = useSearchParams();
  const plan = useQuery({ queryKey: ["plan"], staleTime: LONG, queryFn: () => programmes.getPlan({}) });
  const topics = useQuery({ queryKey: ["plan", "topics"], staleTime: LONG, queryFn: () => programmes.listTopics({}) });
  const error = plan.error ?? topics.error;
  if (error) return <ProblemAlert error={error} onRetry={() => void Promise.all([plan.refetch(), topics.refetch()])} />;
  if (!plan.data || !topics.data) return <Loading />;
  return (
    <Page title={t("plan.title")}>
      <Tabs
        label={t("plan.title")} active={query.get("tab") ?? "topics"} onChange={(tab) => setQuery({ tab })}
        items={[
          { key: "topics", label: `${t("plan.topics")} ${topics.data.topics.length}`, children: <Topics topics={topics.data.topics} /> },
          { key: "indicators", label: `${t("plan.indicators")} ${plan.data.indicators.length}`, children: <Indicators plan={plan.data} /> },
          { key: "bases", label: `${t("plan.bases")} ${plan.data.bases.length}`, children: <Bases plan={plan.data} /> },
          { key: "notes", label: `${t("plan.notes")} ${plan.data.notes.length}`, children: <Notes plan={plan.data} /> },
        ]}
      />
    </Page>
  );
}
