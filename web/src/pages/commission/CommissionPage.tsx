// One commission, for the agency that works on it and the bureau that waits for it.

import { App, Button } from "antd";
import { lazy, useEffect, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { useSession } from "../../app/session";
import type { Action, Docket, GetDocketResponse, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Note } from "../../ui/Note";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs, type Tab } from "../../ui/Tabs";
import { DocketHead } from "../docket/DocketHead";
import "../docket/docket.css";
import { NowCard } from "../docket/NowCard";
import { useDocket, useRefresh } from "../docket/useDocket";
import { useDocketNames } from "../docket/useDocketNames";
import "./commission.css";
import { Conflicts } from "./Conflicts";
import { Overview } from "./Overview";
import { StageLine } from "./StageLine";
import { byDraw, planVersion } from "./stage";
import { Time } from "../../ui/Time";
import { words } from "./words";
import { Work } from "./work/Work";

// The large tabs are loaded when they are opened.
const ActTab = lazy(async () => ({ default: (await import("../docket/ActTab")).ActTab }));
const HistoryTab = lazy(async () => ({ default: (await import("../docket/HistoryTab")).HistoryTab }));
const Panels = lazy(async () => ({ default: (await import("./panels/Panels")).Panels }));
const DrawTab = lazy(async () => ({ default: (await import("./draw/DrawTab")).DrawTab }));
const HandOver = lazy(async () => ({ default: (await import("./HandOver")).HandOver }));
const Evaluation = lazy(async () => ({ default: (await import("./Evaluation")).Evaluation }));
const Revise = lazy(async () => ({ default: (await import("./Revise")).Revise }));

/** Acts with a place of their own; the others have their form under “act”. */
const PLACES: Record<string, string> = {
  commit_draw: "draw", tell_apart: "conflicts", draw_panels: "draw", propose_panels: "panels", adjust_panels: "panels", restore_plan: "panels", adopt_panels: "panels", hand_over: "handover", evaluate_agency: "evaluation",
};
/** Acts that are done on the board itself and would only repeat it above. */
const ON_BOARD = new Set(["adjust_panels", "restore_plan", "tell_apart"]);

type Shown = GetDocketResponse & { docket: Docket };

/** What a commission of this kind never needs is not offered, nor explained. */
function offered({ docket, actions }: Shown): Action[] {
  const foreign = byDraw(docket) ? ["propose_panels", "adjust_panels", "restore_plan"] : ["commit_draw", "draw_panels"];
  const again = planVersion(docket) > 0n ? ["propose_panels", "draw_panels"] : ["adopt_panels"];
  return actions.filter((action) => !ON_BOARD.has(action.event) && !foreign.includes(action.event) && !again.includes(action.event));
}

type Acting = { event: string; choose: (event: string) => void; finish: (name: string, receipt: Receipt, tab: string) => void; own: bigint };

function useTabs(answer: Shown, { event, choose, finish, own }: Acting): Tab[] {
  const w = useWords(words);
  const { say } = useSpeak();
  const { docket, actions } = answer;
  const done = (of: string, receipt: Receipt) => {
    const action = actions.find((one) => one.event === of);
    finish(action ? say(action.zh, action.en) : "", receipt, PLACES[of] ?? "overview");
  };
  const acts = { docket, actions, onDone: done };
  const drawing = byDraw(docket);
  return [
    { key: "overview", label: w("overview"), children: <Overview docket={docket} /> },
    { key: "act", label: w("act"), children: event === "revise_commission" ? <Revise docket={docket} onDone={(receipt) => done(event, receipt)} onCancel={() => choose("")} />
      : event ? <ActTab docket={docket} actions={actions} editable={false} event={event} own={own} onDone={(action, receipt) => done(action.event, receipt)} onCancel={() => choose("")} /> : <EmptyState title={w("chooseAct")} /> },
    { key: "conflicts", label: w("conflicts"), children: <Conflicts docket={docket} /> },
    ...(drawing ? [{ key: "draw", label: w("draw"), children: <DrawTab {...acts} /> }] : []),
    { key: "panels", label: w("panels"), children: <Panels {...acts} adopting={event === "adopt_panels"} onAdopting={(on) => choose(on ? "adopt_panels" : "")} /> },
    { key: "handover", label: w("handover"), children: <HandOver {...acts} /> },
    { key: "evaluation", label: w("evaluation"), children: <Evaluation {...acts} /> },
    { key: "timeline", label: w("history"), children: <HistoryTab docket={docket} /> },
  ];
}

/** The act that was just done, with the hash of its event. */
function Acknowledged({ name, receipt, onClose }: { name: string; receipt: Receipt; onClose: () => void }) {
  const { t } = useSpeak();
  const w = useWords(words);
  return (
    <Note
      type="success" role="status" title={t("action.done", { what: name })} action={<Button size="small" onClick={onClose}>{w("close")}</Button>}
      description={<div className="small">{t("action.receiptSeq", { seq: receipt.seq.toString() })} · <Time at={receipt.at} /><div className="mono">{receipt.hash}</div></div>}
    />
  );
}

function Body({ answer }: { answer: Shown }) {
  const { t } = useSpeak();
  const w = useWords(words);
  const { message } = App.useApp();
  const [query, setQuery] = useSearchParams();
  const refresh = useRefresh();
  const { has } = useSession();
  const [receipt, setReceipt] = useState<{ name: string; receipt: Receipt }>();
  const { docket } = answer;
  const event = query.get("do") ?? "";
  const asked = query.get("tab") ?? (event ? PLACES[event] ?? "act" : "overview");
  const choose = (next: string) => setQuery(next ? { tab: PLACES[next] ?? "act", do: next } : asked === "act" ? {} : { tab: asked }, { replace: true });
  const finish = (name: string, made: Receipt, tab: string) => {
    setReceipt({ name, receipt: made });
    setQuery({ tab }, { replace: true });
    void message.success(t("action.done", { what: name }));
    void refresh();
  };
  const items = useTabs(answer, { event, choose, finish, own: receipt?.receipt.docket?.seq ?? 0n });
  const tab = items.some((item) => item.key === asked) ? asked : "overview";
  useEffect(() => {
    document.title = `${docket.title || docket.code} · ${t("product")}`;
  }, [docket.title, docket.code, t]);
  return (
    <>
      <DocketHead answer={{ ...answer, docket: { ...docket, title: w("headOf", { title: docket.title }) } }} />
      <StageLine docket={docket} />
      <NowCard docket={docket} actions={offered(answer)} editable={false} chosen={event} onChoose={choose} />
      {has("agency") && <Work docket={docket.id} />}
      {receipt && <div style={{ marginBottom: 16 }}><Acknowledged {...receipt} onClose={() => setReceipt(undefined)} /></div>}
      <Tabs label={docket.title || docket.code} items={items} active={tab} onChange={(key) => setQuery({ tab: key })} />
    </>
  );
}

export function CommissionPage() {
  const { commission: id = "" } = useParams();
  const answer = useDocket(id);
  const names = useDocketNames(answer.data?.docket);
  if (answer.isPending) return <Loading />;
  if (answer.error && !answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data?.docket) return <Loading />;
  const { docket } = answer.data;
  return <Body key={id} answer={{ ...answer.data, docket: { ...docket, names } } as Shown} />;
}
