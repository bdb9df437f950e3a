// Limits used and left, of the organisation and of the person.

import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useSearchParams } from "react-router";
import { programmes } from "../../api/clients";
import { drafting } from "../../api/desk";
import { useSession } from "../../app/session";
import type { Limit } from "../../gen/yanlu/application/v1/drafting_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import "./check.css";
import { words } from "./words";

function One({ limit }: { limit: Limit }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const forbidden = limit.limit === 0; // one of them is too many; none is in order
  const full = limit.left < 0 || (limit.left === 0 && !forbidden);
  const share = forbidden ? (limit.used > 0 ? 100 : 0) : Math.min(100, (limit.used / limit.limit) * 100);
  return (
    <article className="item" data-limit={limit.rule}>
      <h3>{say(limit.zh, limit.en)}</h3>
      <div className="limit-bar" data-full={full}><div style={{ width: `${share}%` }} /></div>
      <div className="between small"><span>{w("used", { used: limit.used })} · {w("ofLimit", { limit: limit.limit })}</span><strong>{full ? w("full") : forbidden ? w("clear") : w("left", { left: limit.left })}</strong></div>
      {limit.evidence !== "sourced" && <div className="small muted">{w("defaultRule")}</div>}
    </article>
  );
}

function Block({ organisation, title, call }: { organisation: string; title: string; call: string }) {
  const w = useWords(words);
  const list = useQuery({ queryKey: ["limits", organisation, call], retry: false, queryFn: () => drafting.listLimits({ organisation, call }) });
  return (
    <Card title={title}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.limits.length === 0 && <EmptyState title={w("noLimits")} hint={w("noLimitsHint")} />}
      <div className="limit-grid">{list.data?.limits.map((limit) => <One key={limit.rule} limit={limit} />)}</div>
    </Card>
  );
}

export function Limits() {
  const w = useWords(words);
  const { me, has } = useSession();
  const [query, setQuery] = useSearchParams();
  const call = query.get("call") ?? "";
  const calls = useQuery({ queryKey: ["calls", "open"], staleTime: 60_000, queryFn: () => programmes.listCalls({ pageSize: 200 }) });
  const held = me?.roles.filter((grant) => grant.role === "institution" || grant.role === "recommender") ?? [];
  const organisations = new Map(held.map((grant) => [grant.organisation, grant.organisationName]));
  return (
    <Page
      title={w("limitsTitle")} hint={w("limitsHint")}
      actions={(
        <Select
          allowClear showSearch={{ optionFilterProp: "label" }} aria-label={w("limitCall")} placeholder={w("limitCallAll")} value={call || undefined} style={{ width: 260 }}
          options={calls.data?.calls.map((one) => ({ value: one.id, label: one.title }))} onChange={(next?: string) => setQuery(next ? { call: next } : {})}
        />
      )}
    >
      <div className="stack">
        {[...organisations].map(([id, name]) => <Block key={id} organisation={id} title={name} call={call} />)}
        {(has("pi") || organisations.size === 0) && <Block organisation="" title={w("limitsMine")} call={call} />}
      </div>
    </Page>
  );
}
