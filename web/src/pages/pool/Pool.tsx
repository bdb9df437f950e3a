// Needs on their way into calls: screened, kept in the pool, selected.

import { useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Select } from "antd";
import { useRef, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { dockets, programmes } from "../../api/clients";
import { useSession } from "../../app/session";
import { each, EachIds, type Outcome } from "../../form/each";
import { Outcomes } from "../../form/Outcomes";
import { useDockets, useTopics } from "../../form/options";
import type { Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { DocketCard } from "../../ui/DocketCard";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs } from "../../ui/Tabs";
import type { Fact } from "../../words/fact";
import { useRefresh } from "../docket/useDocket";
import "./pool.css";
import { words } from "./words";

const STATES = ["SUBMITTED", "SCREENED", "IN_RESERVE", "IN_CALL"] as const;
type State = (typeof STATES)[number];

function topicOf(docket: Docket): string {
  const { screening } = (docket.facts ?? {}) as Record<string, Record<string, Fact> | undefined>;
  return typeof screening?.topic === "string" ? screening.topic : "";
}

function IntoCall({ disabled, onGo }: { disabled: boolean; onGo: (call: string) => void }) {
  const w = useWords(words);
  const [call, setCall] = useState<string>();
  const calls = useDockets("call", false, "", undefined);
  return (
    <>
      <Select aria-label={w("pickCall")} placeholder={w("pickCall")} value={call} style={{ minWidth: 240, maxWidth: "100%" }} options={calls.data} showSearch={{ optionFilterProp: "label" }} onChange={setCall} />
      <Button type="primary" disabled={disabled || !call} onClick={() => call && onGo(call)}>{w("into")}</Button>
    </>
  );
}

type ListProps = { state: State; needs: Docket[]; officer: boolean };

function List({ state, needs, officer }: ListProps) {
  const w = useWords(words);
  const { message } = App.useApp();
  const refresh = useRefresh();
  const topics = useTopics();
  const topicNames = new Map(topics.data?.map((topic) => [topic.value, topic.label]));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcomes, setOutcomes] = useState<Outcome<Docket>[]>();
  const [busy, setBusy] = useState(false);
  const ids = useRef(new EachIds());
  const selectable = officer && (state === "SCREENED" || state === "IN_RESERVE");
  const picked = needs.filter((need) => chosen.has(need.id));
  const toggle = (id: string, on: boolean) => setChosen((old) => new Set(on ? [...old, id] : [...old].filter((one) => one !== id)));
  const run = async (items: Docket[], act: (need: Docket) => Promise<Receipt>) => {
    setBusy(true);
    setOutcomes(await each(items, act, (done) => void message.open({ key: "pool", type: "loading", content: w("working", { done, of: items.length }), duration: 1 })));
    setBusy(false);
    setChosen(new Set());
    void refresh();
  };
  const reserve = (need: Docket) => {
    const body = { docket: need.id, etag: need.seq };
    return programmes.reserveNeed({ ...body, requestId: ids.current.idFor(need.id, body) });
  };
  const select = (call: string) => (need: Docket) => {
    const body = { docket: need.id, etag: need.seq, call };
    return programmes.selectNeed({ ...body, requestId: ids.current.idFor(need.id, body) });
  };
  return (
    <div className="stack">
      {outcomes && <Outcomes outcomes={outcomes} nameOf={(need) => need.title} />}
      {picked.length > 0 && (
        <div className="bulk" role="region" aria-label={w("chosen", { count: picked.length })}>
          <strong>{w("chosen", { count: picked.length })}</strong>
          {state === "SCREENED" && <Button type="primary" loading={busy} onClick={() => void run(picked, reserve)}>{w("reserve")}</Button>}
          {state === "IN_RESERVE" && <><IntoCall disabled={busy} onGo={(call) => void run(picked, select(call))} /><Link to={`/builder?${new URLSearchParams(picked.map((need) => ["need", need.id]))}`}>{w("build")}</Link></>}
          <Button type="text" onClick={() => setChosen(new Set())}>{w("clear")}</Button>
        </div>
      )}
      {needs.length === 0 && <EmptyState title={w("none")} hint={w("noneHint")} />}
      {needs.map((need) => (
        <div key={need.id} className="pool-row" data-need={need.id}>
          {selectable && <Checkbox checked={chosen.has(need.id)} aria-label={w("select", { title: need.title })} onChange={(e) => toggle(need.id, e.target.checked)} />}
          <div>
            <DocketCard docket={need} level="h3" />
            <div className="row small">
              {topicOf(need) && <span className="muted">{w("topic")}：{topicNames.get(topicOf(need)) ?? topicOf(need)}</span>}
              {officer && state === "SUBMITTED" && <Link to={`/dockets/${need.id}?do=screen`}>{w("screen")}</Link>}
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}

export function Pool() {
  const w = useWords(words);
  const { has } = useSession();
  const [query, setQuery] = useSearchParams();
  const state: State = STATES.find((one) => one === query.get("state")) ?? "SUBMITTED";
  const text = query.get("q") ?? "";
  const list = useQuery({
    queryKey: ["dockets", "pool", text], placeholderData: (old) => old,
    queryFn: () => dockets.listDockets({ machine: "need", states: [...STATES], query: text, pageSize: 200 }),
  });
  const of = (one: State) => list.data?.dockets.filter((need) => need.state === one) ?? [];
  return (
    <Page title={w("title")} hint={w("hint")} actions={has("officer") && <LinkButton to="/builder">{w("newCall")}</LinkButton>}>
      <div className="filters" role="search">
        <Input.Search allowClear key={text} defaultValue={text} placeholder={w("search")} aria-label={w("search")} onSearch={(q) => setQuery(q.trim() ? { state, q: q.trim() } : { state })} />
      </div>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <Tabs
          label={w("title")} active={state} onChange={(key) => setQuery(text ? { state: key, q: text } : { state: key })}
          items={STATES.map((one) => ({ key: one, label: `${w(one)} ${of(one).length}`, children: <List key={one} state={one} needs={of(one)} officer={has("officer")} /> }))}
        />
      )}
    </Page>
  );
}
