// Deadlines moved for one applicant: granted here, listed here.

import { useQuery } from "@tanstack/react-query";
import { Alert, App, Checkbox, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { dockets } from "../../api/clients";
import { desk } from "../../api/desk";
import { useSession } from "../../app/session";
import { ActionForm } from "../../form/ActionForm";
import { Mark } from "../../form/Mark";
import { ApplicationService } from "../../gen/yanlu/application/v1/application_pb";
import type { Extension } from "../../gen/yanlu/desk/v1/desk_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Due } from "../../ui/Clock";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { SaidTime } from "../../ui/SaidTime";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { useRefresh } from "../docket/useDocket";
import { SheetButton } from "../../ui/SheetButton";
import { words } from "./words";

const EVENT = "extend_deadline";
/** Where somebody still has a deadline to keep; the server has the last word. */
const STATES = ["DRAFT", "UNIT_CHECK", "RETURNED", "AWARDED"];

function Find({ value, onChange }: { value: string; onChange: (docket: string) => void }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const query = useDeferredValue(text);
  const found = useQuery({
    queryKey: ["extendable", query], placeholderData: (old) => old, queryFn: () => dockets.listDockets({ machine: "project", states: STATES, query, pageSize: 30 }),
  });
  // One that an address names may be none of those found: it is said by its title all the same.
  const named = useQuery({ queryKey: ["docket", value], enabled: value !== "", retry: false, queryFn: () => dockets.getDocket({ docket: value }) });
  return (
    <div style={{ marginBottom: 16 }}>
      <label htmlFor="extension-docket">{w("find")}</label>
      <Select
        id="extension-docket" allowClear style={{ width: "100%" }} placeholder={w("findHint")} value={value || undefined} loading={found.isFetching} notFoundContent={w("noneFound")}
        showSearch={{ filterOption: false, onSearch: setText }} onChange={(docket?: string) => onChange(docket ?? "")} labelRender={({ label }) => label ?? named.data?.docket?.title ?? "…"}
        options={found.data?.dockets.map((one) => ({ value: one.id, label: [one.title, one.parentTitle].filter(Boolean).join(" · ") }))}
      />
    </div>
  );
}

function Consequences() {
  const w = useWords(words);
  return <Alert type="info" title={w("law")} description={<ul>{(["law1", "law2", "law3", "law4"] as const).map((key) => <li key={key}>{w(key)}</li>)}</ul>} />;
}

function Granting({ docket, onDone }: { docket: string; onDone: () => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { message } = App.useApp();
  const answer = useQuery({ queryKey: ["docket", docket], queryFn: () => dockets.getDocket({ docket }) });
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} />;
  const one = answer.data.docket;
  const action = answer.data.actions.find((each) => each.event === EVENT);
  if (!one) return null;
  return (
    <div className="stack">
      <div className="item-meta">
        <Link to={`/dockets/${one.id}`}>{one.title || one.code}</Link>
        <StateTag state={one.state} zh={one.stateZh} en={one.stateEn} />
        {one.dueAt && <Due at={one.dueAt} what={w("now")} />}
      </div>
      <Consequences />
      {action && !action.refused ? (
        <ActionForm
          key={one.id} method={ApplicationService.method.extendDeadline} name={w("name")} subject={{ id: one.id, seq: one.seq, title: one.title }}
          onDone={() => {
            void message.success(w("done"));
            onDone();
          }}
        />
      ) : <Alert type="warning" showIcon title={action ? say(action.refusedZh, action.refusedEn) : w("who")} />}
    </div>
  );
}

function Granted({ one }: { one: Extension }) {
  const w = useWords(words);
  if (!one.docket) return null;
  return (
    <article className="item" data-extension={one.docket.id}>
      <div className="between">
        <h3><Link to={`/dockets/${one.docket.id}`}>{one.docket.title || one.docket.code}</Link></h3>
        <Mark kind={one.running ? "brand" : "plain"}>{w(one.running ? "running" : "over")}</Mark>
      </div>
      <p className="pre" style={{ margin: "6px 0" }}>{one.reason}</p>
      <div className="item-meta">
        {one.running ? <Due at={one.until} what={w("until")} /> : <span>{w("until")} <Time at={one.until} /></span>}
        <span><SaidTime at={one.grantedAt}>{(time) => w("by", { name: one.grantedByName, time })}</SaidTime></span>
        {one.docket.parentTitle && <span>{one.docket.parentTitle}</span>}
      </div>
    </article>
  );
}

export function Extensions() {
  const w = useWords(words);
  const { has } = useSession();
  const refresh = useRefresh();
  const [query, setQuery] = useSearchParams();
  const docket = query.get("docket") ?? "";
  const running = query.get("running") === "1";
  const list = useQuery({ queryKey: ["extensions"], retry: false, queryFn: () => desk.listExtensions({}) });
  const shown = (list.data?.extensions ?? []).filter((one) => !running || one.running);
  const grant = () => {
    setQuery({});
    void refresh();
  };
  return (
    <Page title={w("title")} hint={w("hint")} actions={<SheetButton path="/papers/tables/extensions.xlsx" name={w("title")} />}>
      <div className="stack">
        {has("officer", "director") && (
          <Card title={w("grant")} label={w("grant")}>
            {has("director") ? <><Find value={docket} onChange={(id) => setQuery(id ? { docket: id } : {})} />{docket ? <Granting docket={docket} onDone={grant} /> : <Consequences />}</> : <p className="muted">{w("who")}</p>}
          </Card>
        )}
        <Card title={w("list")} extra={<Checkbox checked={running} onChange={(e) => setQuery(e.target.checked ? { running: "1" } : {})}>{w("onlyRunning")}</Checkbox>}>
          {list.isPending && <Loading />}
          {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && shown.length === 0 && <EmptyState title={w("none")} hint={w("noneHint")} />}
          <div className="card-list">{shown.map((one) => <Granted key={`${one.docket?.id}-${one.grantedAt?.seconds}`} one={one} />)}</div>
        </Card>
      </div>
    </Page>
  );
}
