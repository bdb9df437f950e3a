// The assignment screen: every panel with its members and reserves, what the plan is worth, who is how busy,
// changes by hand that are tried here first, versions, and the adoption.

import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { Code } from "@connectrpc/connect";
import { commissions } from "../../../api/client/commission";
import { problemOf } from "../../../api/problem";
import { useSession } from "../../../app/session";
import { RequestIds } from "../../../form/requestId";
import type { Action, Docket, Receipt } from "../../../gen/yanlu/docket/v1/docket_pb";
import type { GetPlanResponse, PlanPanel } from "../../../gen/yanlu/review/v1/commission_pb";
import { useWords } from "../../../i18n/words";
import { EmptyState } from "../../../ui/EmptyState";
import { LinkButton } from "../../../ui/LinkButton";
import { Note } from "../../../ui/Note";
import { Loading } from "../../../ui/Page";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { useRefresh } from "../../docket/useDocket";
import { usePlan, useSealed, useVersions } from "../data";
import { byDraw, factText, planVersion } from "../stage";
import { Adopt } from "./Adopt";
import { ChangeCard } from "./ChangeCard";
import { forbiddenWith, push, rebase, seatsWith, sent, type Change, type Edits, type Seat, type Who } from "./edit";
import { Figures } from "./Figures";
import { Loads } from "./Loads";
import { PanelRow } from "./PanelRow";
import "./panels.css";
import { Picker } from "./Picker";
import { Propose } from "./Propose";
import { Reason } from "./Reason";
import { Stale } from "./Stale";
import { useEdits } from "./useEdits";
import { Versions } from "./Versions";
import { words } from "./words";

type Props = { docket: Docket; actions: Action[]; adopting: boolean; onAdopting: (on: boolean) => void; onDone: (event: string, receipt: Receipt) => void };

const can = (actions: Action[], event: string): boolean => actions.some((action) => action.event === event && !action.refused);

function useSave(docket: Docket, edits: Edits, put: (next: Edits) => void) {
  const w = useWords(words);
  const { message } = App.useApp();
  const refresh = useRefresh();
  const ids = useRef(new RequestIds());
  return useMutation({
    mutationFn: ({ solve, raise }: { solve: boolean; raise: boolean }) => {
      const changes = edits.done.map(sent);
      // The version of the plan is the guard: what else happens to the commission does not matter to the changes.
      const body = { docket: docket.id, etag: 0n, planVersion: BigInt(edits.base), changes, solveAgain: solve, raiseWorst: solve && raise };
      return commissions.adjustPanels({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: (receipt) => {
      ids.current.done();
      const version = receipt.docket ? planVersion(receipt.docket) : 0n;
      put({ base: version.toString(), done: [], undone: [] });
      document.querySelector<HTMLElement>("[data-plan]")?.focus(); // what was pressed is gone: the work goes on at the board
      void message.success(w("saved", { version: version > 0n ? version : "" }));
    },
    onSettled: () => void refresh(),
  });
}

type View = "all" | "faulty" | "touched";
const PAGE = 30;

function useRows(plan: GetPlanResponse, changes: Change[], seatsOf: (panel: PlanPanel) => Seat[]) {
  const [text, setText] = useState("");
  const [view, setView] = useState<View>("all");
  const [worst, setWorst] = useState(true);
  const [most, setMost] = useState(PAGE);
  const touched = new Set(changes.map((one) => one.application));
  const fits = (panel: PlanPanel) =>
    (view === "all" || (view === "faulty" ? panel.faults.length > 0 : touched.has(panel.application)))
    && (text.trim() === "" || [panel.title, panel.pseudonym, ...seatsOf(panel).map((seat) => seat.name)].join(" ").includes(text.trim()));
  const found = plan.panels.filter(fits);
  const relative = (panel: PlanPanel) => Number(panel.expertise) / Math.max(1, panel.size);
  if (worst) found.sort((a, b) => relative(a) - relative(b));
  return { text, setText, view, setView, worst, setWorst, most, setMost, touched, found };
}

function Filters({ rows, all }: { rows: ReturnType<typeof useRows>; all: number }) {
  const w = useWords(words);
  return (
    <div className="between" role="search">
      <div className="row">
        <input className="text-field" style={{ width: 220 }} type="search" value={rows.text} placeholder={w("find")} aria-label={w("find")} onChange={(event) => rows.setText(event.target.value)} />
        <select className="plain-select" aria-label={w("show")} value={rows.view} onChange={(event) => rows.setView(event.target.value as View)}>
          {(["all", "faulty", "touched"] as const).map((one) => <option key={one} value={one}>{w(one)}</option>)}
        </select>
        <select className="plain-select" aria-label={w("sort")} value={rows.worst ? "worst" : "order"} onChange={(event) => rows.setWorst(event.target.value === "worst")}>
          <option value="worst">{w("byWorst")}</option><option value="order">{w("byOrder")}</option>
        </select>
      </div>
      <span className="muted small">{w("shown", { shown: Math.min(rows.found.length, rows.most), all })}</span>
    </div>
  );
}

/** What is being decided: a change that wants a reason, or somebody to be picked for a panel. */
type Asking = { change?: Omit<Change, "reason">; picking?: string };

function Board({ docket, actions, plan, looking, onLook, adopting, onAdopting, onDone }: Props & { plan: GetPlanResponse; looking: bigint; onLook: (version: bigint) => void }) {
  const w = useWords(words);
  const { has } = useSession();
  const [edits, put] = useEdits(docket.id);
  const [asking, setAsking] = useState<Asking>({});
  const [raise, setRaise] = useState(true);
  const [again, setAgain] = useState(false);
  const [idle, setIdle] = useState<Change[]>([]);
  const current = planVersion(docket);
  const versions = useVersions(docket.id, docket.seq);
  const save = useSave(docket, edits, put);
  const adjusts = can(actions, "adjust_panels");
  const stale = edits.done.length > 0 && edits.base !== current.toString() && plan.version === current;
  const before = usePlan(docket.id, BigInt(edits.base), stale);
  const editable = adjusts && looking === 0n && !stale;
  const sealed = useSealed(docket.id, adjusts);
  const changes = editable ? edits.done : [];
  const who = (expert: string): Who | undefined => sealed.data?.find((one) => one.expert === expert);
  const seatsOf = (panel: PlanPanel) => seatsWith(panel, changes, who);
  const rows = useRows(plan, changes, seatsOf);
  const nameOf = (expert: string) => who(expert)?.name ?? plan.changes.find((one) => one.expert === expert)?.name ?? expert;
  const ask = (act: Change["act"], panel: PlanPanel, expert: string, name: string, expertise?: bigint) =>
    setAsking({ change: { act, application: panel.application, expert, name, title: panel.title, ...(expertise !== undefined && { expertise: expertise.toString() }) } });
  const askFloor = (expert: string, name: string, floor: number) => setAsking({ change: { act: "floor", application: "", title: "", expert, name, floor } });
  const take = (reason: string, floor?: number) => {
    if (asking.change) put(push({ ...edits, base: edits.done.length > 0 ? edits.base : current.toString() }, { ...asking.change, reason, ...(floor !== undefined && { floor }) }));
    setIdle([]);
    setAsking({});
  };
  const untouch = (panel: PlanPanel, seat: Seat) => {
    const at = edits.done.findLastIndex((one) => one.application === panel.application && one.expert === seat.expert);
    put({ ...edits, done: edits.done.filter((_, i) => i !== at), undone: [] });
  };
  const move = () => {
    const { kept, idle: dropped } = rebase(plan, edits.done);
    setIdle(dropped);
    put({ base: current.toString(), done: kept, undone: [] });
  };
  const aborted = save.error !== null && problemOf(save.error).code === Code.Aborted;
  const picked = plan.panels.find((panel) => panel.application === asking.picking);
  const at = versions.data?.versions.findIndex((one) => one.version === plan.version) ?? -1;
  return (
    <div className="stack">
      {looking > 0n && <Note type="info" role="status" title={w("looking", { version: looking })} action={<Button size="small" onClick={() => onLook(0n)}>{w("back")}</Button>} />}
      {!has("agency", "discipline", "auditor") && <Note type="info" title={w("pseudonyms")} />}
      {stale && <Stale before={before.data} now={plan} onGo={move} />}
      {idle.length > 0 && <Note type="info" title={w("idle")} description={<ul>{idle.map((one, i) => <li key={i}>{w(one.act)} {one.name} · {one.title}</li>)}</ul>} />}
      <Figures plan={plan} before={at >= 0 ? versions.data?.versions[at + 1] : undefined} />
      {can(actions, "propose_panels") && !byDraw(docket) && looking === 0n && (
        <div><Button aria-expanded={again} disabled={edits.done.length > 0} onClick={() => setAgain(!again)}>{w("proposeAgain")}</Button></div>
      )}
      {again && <Propose docket={docket} again minLoad={plan.minLoad} onDone={() => setAgain(false)} />}
      <div className="assign">
        <div className="stack">
          <Filters rows={rows} all={plan.panels.length} />
          {rows.found.length === 0 && <EmptyState title={w("noMatch")} />}
          {rows.found.slice(0, rows.most).map((panel) => (
            <PanelRow
              key={panel.application} panel={panel} seats={seatsOf(panel)} worst={panel.application === plan.figures?.worst && plan.panels.length > 1} touched={rows.touched.has(panel.application)}
              editable={editable} forbidden={forbiddenWith(panel, changes).map((expert) => ({ expert, name: nameOf(expert) }))}
              onAct={(act, seat) => ask(act, panel, seat.expert, seat.name)} onUndo={(seat) => untouch(panel, seat)}
              onAllow={(expert, name) => ask("allow", panel, expert, name)} onAdd={() => setAsking({ picking: panel.application })}
            />
          ))}
          {rows.found.length > rows.most && <Button onClick={() => rows.setMost(rows.most + PAGE)}>{w("more")}</Button>}
        </div>
        <aside className="assign-side" aria-label={w("side")}>
          {adjusts && looking === 0n && (
            <ChangeCard edits={edits} put={put} raise={raise} onRaise={setRaise} busy={save.isPending} stale={stale} error={save.error && !aborted ? save.error : undefined} onSave={(solve) => save.mutate({ solve, raise })} />
          )}
          <Loads plan={plan} changes={changes} pool={sealed.data} onFloor={editable ? askFloor : undefined} />
          {versions.data && <Versions docket={docket} versions={versions.data.versions} looking={looking || current} editable={can(actions, "restore_plan") && edits.done.length === 0} onLook={onLook} />}
        </aside>
      </div>
      {asking.change && <Reason change={asking.change} onDone={take} onClose={() => setAsking({})} />}
      {picked && !asking.change && (
        <Picker
          docket={docket.id} version={plan.version} panel={picked} changes={changes}
          onPick={(one) => ask("add", picked, one.expert, one.name, one.expertise)} onClose={() => setAsking({})}
        />
      )}
      {adopting && can(actions, "adopt_panels") && looking === 0n && <Adopt docket={docket} plan={plan} unsaved={edits.done.length > 0} onDone={(receipt) => { onAdopting(false); onDone("adopt_panels", receipt); }} onClose={() => onAdopting(false)} />}
    </div>
  );
}

function Nothing({ docket, actions }: { docket: Docket; actions: Action[] }) {
  const w = useWords(words);
  if (docket.state === "COMMISSIONED") return <EmptyState title={w("none")} hint={w("noneBefore")} />;
  if (byDraw(docket)) return <EmptyState title={w("none")} hint={w("noneDraw")} action={<LinkButton to="?tab=draw">{w("goDraw")}</LinkButton>} />;
  return can(actions, "propose_panels") ? <Propose docket={docket} /> : <EmptyState title={w("none")} hint={w("noneOther")} />;
}

export function Panels(props: Props) {
  const { docket } = props;
  const [looking, setLooking] = useState(0n);
  const current = planVersion(docket);
  const wanted = looking || current;
  const plan = usePlan(docket.id, wanted, current > 0n);
  if (current === 0n) return <Nothing docket={docket} actions={props.actions} />;
  if (plan.isPending) return <Loading />;
  if (plan.error && !plan.data) return <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />;
  return (
    <div tabIndex={-1} aria-busy={plan.isPlaceholderData} data-plan={plan.data.version.toString()} data-adopted={factText(docket, "plan", "adopted")}>
      <Board {...props} plan={plan.data} looking={looking} onLook={(version) => setLooking(version === current ? 0n : version)} />
    </div>
  );
}
