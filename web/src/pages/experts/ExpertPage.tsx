// One file: what it says, what changed, what was asked of the expert, and what may be done.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { experts } from "../../api/client/expert";
import { keys } from "../../app/keys";
import { useSession } from "../../app/session";
import type { Expert, ExpertChange } from "../../gen/yanlu/review/v1/expert_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs } from "../../ui/Tabs";
import { Time } from "../../ui/Time";
import { Acts } from "./Acts";
import { sayValue, useSayField } from "./change";
import { useExpert } from "./data";
import { FileView } from "./FileView";
import { Standing } from "./Rows";
import { Figures } from "./Figures";
import { QualityCard } from "./QualityCard";
import { words, type Word } from "./words";
import "./experts.css";

function Change({ change }: { change: ExpertChange }) {
  const w = useWords(words);
  const field = useSayField();
  return (
    <li className="item">
      <div className="between"><strong>{w(`act_${change.act}` as Word)}</strong><span className="muted small"><Time at={change.at} /></span></div>
      <div className="item-meta">{change.byName && <span>{change.byName}</span>}{change.note && <span>{change.note}</span>}</div>
      {change.fields.length > 0 && change.act !== "register" && change.act !== "import" && change.act !== "recommend" && (
        <ul className="expert-changes">
          {change.fields.map((one) => <li key={one.field}>{field(one.field)}：{sayValue(one.before)} → {sayValue(one.after)}</li>)}
        </ul>
      )}
    </li>
  );
}

function History({ person }: { person: string }) {
  const w = useWords(words);
  const list = useQuery({ queryKey: [...keys.expert(person), "history"], retry: false, queryFn: () => experts.listExpertHistory({ person }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.changes.length === 0) return <EmptyState title={w("noHistory")} />;
  return <ul className="plain card-list">{list.data.changes.map((change) => <Change key={String(change.id)} change={change} />)}</ul>;
}

function Use({ person }: { person: string }) {
  const w = useWords(words);
  const found = useQuery({ queryKey: [...keys.expert(person), "use"], retry: false, queryFn: () => experts.getExpertStatistics({ person }) });
  if (found.isPending) return <Loading />;
  if (found.error) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  return <div className="stack"><Card title={w("use")}>{found.data.use && <Figures use={found.data.use} />}</Card><QualityCard person={person} /></div>;
}

/** An institution sees the file it recommended; use and history are for those who see the pool, and the expert. */
function useMore(expert: Expert): boolean {
  const { me, has } = useSession();
  return me?.person === expert.person || has("agency", "officer", "director", "discipline", "auditor");
}

function Shown({ expert }: { expert: Expert }) {
  const w = useWords(words);
  const [tab, setTab] = useState("file");
  const more = useMore(expert);
  const items = [
    { key: "file", label: w("file"), children: <FileView expert={expert} /> },
    ...(more ? [{ key: "use", label: w("use"), children: <Use person={expert.person} /> }, { key: "history", label: w("history"), children: <History person={expert.person} /> }] : []),
  ];
  return (
    <Page title={expert.name} hint={[expert.title, expert.employerName].filter(Boolean).join(" · ")}>
      <div className="stack">
        <div className="between"><Standing expert={expert} /><Acts expert={expert} /></div>
        {expert.reason && <p>{w("reasonIs", { why: expert.reason })}</p>}
        <Tabs label={w("parts")} active={tab} onChange={setTab} items={items} />
      </div>
    </Page>
  );
}

export function ExpertPage() {
  const w = useWords(words);
  const { person = "" } = useParams();
  const found = useExpert(person);
  if (found.data) return <Shown expert={found.data} />;
  return <Page title={w("title")}>{found.isPending ? <Loading /> : <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}</Page>;
}
