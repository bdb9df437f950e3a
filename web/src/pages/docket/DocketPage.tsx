// One subject: where it stands, what I may do, what is on file, how it came about.

import { App } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { Link, Navigate, useLocation, useParams, useSearchParams } from "react-router";
import type { Action, GetDocketResponse, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { DocketCard } from "../../ui/DocketCard";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs, type Tab } from "../../ui/Tabs";
import { FactsCard } from "./FactsCard";
import { DocketHead } from "./DocketHead";
import "./docket.css";
import { NoticeCard } from "./NoticeCard";
import { NowCard } from "./NowCard";
import { Feedback, Ledger, Objections } from "./Panels";
import { ReceiptNote } from "./ReceiptNote";
import { InvitationLinks, RateOpinion } from "../reviewing/Links";
import { useDocket, useRefresh } from "./useDocket";
import { useDocketNames } from "./useDocketNames";
import { words } from "./words";

// The other tabs are loaded when they are opened.
const ActTab = lazy(async () => ({ default: (await import("./ActTab")).ActTab }));
const HearingCard = lazy(async () => ({ default: (await import("./HearingCard")).HearingCard }));
const FilesTab = lazy(async () => ({ default: (await import("./FilesTab")).FilesTab }));
const HistoryTab = lazy(async () => ({ default: (await import("./HistoryTab")).HistoryTab }));
const ContactCard = lazy(async () => ({ default: (await import("../contacts/ContactCard")).ContactCard }));
const MaterialTab = lazy(async () => ({ default: (await import("./MaterialTab")).MaterialTab }));
const RelatedTab = lazy(async () => ({ default: (await import("./RelatedTab")).RelatedTab }));
const SnapshotsTab = lazy(async () => ({ default: (await import("./SnapshotsTab")).SnapshotsTab }));

type Shown = GetDocketResponse & { docket: NonNullable<GetDocketResponse["docket"]> };

const BUREAU = ["officer", "director", "party_group", "leading_group", "finance", "discipline", "auditor"];

function Overview({ answer, onChoose }: { answer: Shown; onChoose: (event: string) => void }) {
  const w = useWords(words);
  const { has } = useSession();
  const { docket } = answer;
  const call = docket.machine === "call";
  return (
    <div className="stack">
      {call && has("agency", ...BUREAU) && (
        <div className="row">
          <Link to={`/rank/${docket.id}`}>{w("rank")}</Link>
          <Link to={`/meetings?call=${docket.id}`}>{w("meetings")}</Link>
          <Link to={`/pipeline?call=${docket.id}`}>{w("pipeline")}</Link>
          {docket.state === "DRAFTING" && has("officer") && <Link to={`/builder/${docket.id}`}>{w("builder")}</Link>}
        </div>
      )}
      <Suspense>{docket.facts?.hearing !== undefined && <HearingCard docket={docket} actions={answer.actions} onChoose={onChoose} />}</Suspense>
      <Objections docket={docket} />
      <InvitationLinks docket={docket} />
      <RateOpinion docket={docket} />
      <NoticeCard docket={docket} />
      {docket.machine === "lobby" ? <Suspense fallback={<Loading />}><ContactCard docket={docket} /></Suspense> : <FactsCard docket={docket} />}
      <Feedback docket={docket} />
      <Ledger docket={docket} />
    </div>
  );
}

type Acting = { choose: (event: string) => void; event: string; own: bigint; done: (action: Action, receipt: Receipt) => void; cancel: () => void };

function useTabs(answer: Shown, { choose, event, own, done, cancel }: Acting): Tab[] {
  const { t } = useSpeak();
  const w = useWords(words);
  const { docket, children, editable, actions } = answer;
  const written = docket.machine === "project" || docket.machine === "need";
  const items: Tab[] = [{ key: "overview", label: w("overview"), children: <Overview answer={answer} onChoose={choose} /> }];
  if (written) items.push({ key: "material", label: w("material"), children: <MaterialTab docket={docket} editable={editable} /> });
  items.push({ key: "act", label: w("act"), children: <ActTab docket={docket} actions={actions} editable={editable} event={event} own={own} onDone={done} onCancel={cancel} /> });
  if (children.length > 0) {
    const word = docket.machine === "call" ? "docket.applications" : "docket.reviews";
    items.push({
      key: "children", label: `${t(word)} ${children.length}`,
      children: <div className="card-list">{children.map((child) => <DocketCard key={child.id} docket={child} />)}</div>,
    });
  }
  items.push({ key: "timeline", label: w("history"), children: <HistoryTab docket={docket} /> });
  items.push({ key: "snapshots", label: w("snapshots"), children: <SnapshotsTab docket={docket.id} seq={docket.seq} names={docket.names} /> });
  if (docket.machine !== "review") items.push({ key: "related", label: w("related"), children: <RelatedTab docket={docket.id} /> });
  if (written) items.push({ key: "files", label: w("files"), children: <FilesTab docket={docket.id} /> });
  return items;
}

function Body({ answer }: { answer: Shown }) {
  const { t, say } = useSpeak();
  const { message } = App.useApp();
  const [query, setQuery] = useSearchParams();
  const refresh = useRefresh();
  const [receipt, setReceipt] = useState<{ name: string; receipt: Receipt }>();
  const { docket } = answer;
  const event = query.get("do") ?? "";
  const choose = (next: string) => setQuery(next ? { tab: "act", do: next } : {}, { replace: true });
  const done = (action: Action, made: Receipt) => {
    setReceipt({ name: say(action.zh, action.en), receipt: made });
    choose("");
    void message.success(t("action.done", { what: say(action.zh, action.en) }));
    void refresh();
  };
  const cancel = () => { choose(""); document.querySelector<HTMLElement>(`[data-event="${CSS.escape(event)}"]`)?.focus(); };
  const items = useTabs(answer, { choose, event, own: receipt?.receipt.docket?.seq ?? 0n, done, cancel });
  const asked = query.get("tab") ?? (event ? "act" : "overview");
  const tab = items.some((item) => item.key === asked) ? asked : "overview";
  useEffect(() => {
    document.title = `${docket.title || docket.code} · ${t("product")}`;
  }, [docket.title, docket.code, t]);
  return (
    <>
      <DocketHead answer={answer} />
      <NowCard docket={docket} actions={answer.actions} editable={answer.editable} chosen={tab === "act" ? event : ""} onChoose={choose} />
      {receipt && <div style={{ marginBottom: 16 }}><ReceiptNote {...receipt} onClose={() => setReceipt(undefined)} /></div>}
      <Tabs label={docket.title || docket.code} items={items} active={tab} onChange={(key) => setQuery(key === "act" && event ? { tab: key, do: event } : { tab: key })} />
    </>
  );
}

export function DocketPage() {
  const { docket: id = "" } = useParams();
  const [query] = useSearchParams();
  const answer = useDocket(id);
  const names = useDocketNames(answer.data?.docket);
  const { search } = useLocation();
  if (answer.isPending) return <Loading />;
  if (answer.error && !answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data?.docket) return <Loading />;
  const { docket } = answer.data;
  if (docket.machine === "meeting" && !query.get("tab")) return <Navigate to={`/meetings/${id}`} replace />;
  if (docket.machine === "commission") return <Navigate to={`/commissions/${id}${search}`} replace />;
  return <Body key={id} answer={{ ...answer.data, docket: { ...docket, names } } as Shown} />;
}
