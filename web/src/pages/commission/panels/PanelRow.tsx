// One application's panel: members, reserves, what it lacks, and what may be done with each seat.

import type { PlanPanel } from "../../../gen/yanlu/review/v1/commission_pb";
import { Mark } from "../../../form/Mark";
import { useTopicNames } from "./topics";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { useRuleNames } from "../../../words/rules";
import { StaleMark } from "../../experts/StaleMark";
import { isOut, matches, type Act, type Seat } from "./edit";
import { Fit } from "./Fit";
import { words } from "./words";

const KINDS = ["technical", "finance", "industry", "management"] as const;

export function Kinds({ kinds, local }: { kinds: readonly string[]; local: boolean }) {
  const w = useWords(words);
  return (
    <>
      {KINDS.filter((kind) => kinds.includes(kind)).map((kind) => <Mark key={kind} kind={kind === "technical" ? "plain" : "brand"}>{w(kind)}</Mark>)}
      {local && <Mark kind="plain">{w("local")}</Mark>}
    </>
  );
}

type Acting = { editable: boolean; onAct: (act: Act, seat: Seat) => void; onUndo: (seat: Seat) => void };

function Acts({ seat, onAct, onUndo }: { seat: Seat } & Omit<Acting, "editable">) {
  const w = useWords(words);
  const name = seat.name;
  if (isOut(seat)) return <div className="seat-acts"><button type="button" onClick={() => onUndo(seat)}>{w("undo")}</button></div>;
  return (
    <div className="seat-acts">
      {seat.member && seat.by !== "add" && <button type="button" aria-pressed={seat.locked} aria-label={w(seat.locked ? "unlockWho" : "lockWho", { name })} onClick={() => onAct(seat.locked ? "unlock" : "lock", seat)}>{w(seat.locked ? "unlock" : "lock")}</button>}
      {!seat.member && <button type="button" aria-label={w("moveUpWho", { name })} onClick={() => onAct("add", seat)}>{w("moveUp")}</button>}
      {seat.by === "add" ? <button type="button" onClick={() => onUndo(seat)}>{w("undo")}</button> : (
        <>
          {seat.member && <button type="button" aria-label={w("removeWho", { name })} onClick={() => onAct("remove", seat)}>{w("remove")}</button>}
          <button type="button" aria-label={w("forbidWho", { name })} onClick={() => onAct("forbid", seat)}>{w("forbid")}</button>
        </>
      )}
    </div>
  );
}

function SeatRow({ seat, editable, onAct, onUndo }: { seat: Seat } & Acting) {
  const w = useWords(words);
  const topic = useTopicNames();
  return (
    <li className="seat" data-expert={seat.expert || seat.pseudonym} data-member={seat.member} data-out={isOut(seat)} data-locked={seat.locked} data-by={seat.by}>
      <div className="seat-who">
        {!seat.member && <span className="muted small">{w("reserve", { order: seat.order })}　</span>}
        <span className="seat-name">{seat.name}</span>
        {seat.unit && <span className="seat-unit">{seat.unit}</span>}
        <Kinds kinds={seat.kinds} local={seat.local} />
        <StaleMark person={seat.expert} />
        {seat.locked && !seat.by && <Mark kind="good">{w("locked")}</Mark>}
        {seat.by && <Mark kind="warn">{w(`pending_${seat.by}`)}</Mark>}
        {seat.because.length > 0 && seat.member && <div className="small muted">{w("because", { what: seat.because.map(topic).join("、") })}</div>}
      </div>
      <Fit expertise={seat.expertise} />
      {editable && <Acts seat={seat} onAct={onAct} onUndo={onUndo} />}
    </li>
  );
}

type Props = Acting & { panel: PlanPanel; seats: Seat[]; worst: boolean; touched: boolean; forbidden: { expert: string; name: string }[]; onAllow: (expert: string, name: string) => void; onAdd: () => void };

export function PanelRow({ panel, seats, worst, touched, forbidden, editable, onAct, onUndo, onAllow, onAdd }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const ruleName = useRuleNames();
  const members = seats.filter((seat) => seat.member);
  const reserves = seats.filter((seat) => !seat.member);
  const acting = { editable, onAct, onUndo };
  return (
    <section className="item panel-row" data-panel={panel.application} data-touched={touched} aria-label={panel.title}>
      <div className="between">
        <div><h3>{panel.title}</h3><span className="muted small mono">{panel.pseudonym}</span></div>
        <div className="row small">
          {worst && <Mark kind="warn">{w("isWorst")}</Mark>}
          <span>{w("membersOf", { count: members.filter((seat) => !isOut(seat)).length, size: panel.size })}</span>
          <strong>{w("panelSum", { sum: matches(panel.expertise), size: panel.size })}</strong>
        </div>
      </div>
      {panel.faults.length > 0 && <ul className="panel-faults">{panel.faults.map((fault, i) => <li key={i}>{say(fault.zh, fault.en)}（{ruleName(fault.rule)}）</li>)}</ul>}
      <ul className="seat-list" data-read={!editable} aria-label={w("members")}>{members.map((seat) => <SeatRow key={seat.expert || seat.pseudonym} seat={seat} {...acting} />)}</ul>
      {reserves.length > 0 && (
        <details>
          <summary className="small muted">{w("reserves")} {reserves.length}</summary>
          <ul className="seat-list" data-read={!editable}>{reserves.map((seat) => <SeatRow key={seat.expert || seat.pseudonym} seat={seat} {...acting} />)}</ul>
        </details>
      )}
      {editable && (
        <div className="panel-foot">
          <button type="button" className="link-act" aria-label={w("addToWho", { title: panel.title })} onClick={onAdd}>＋ {w("addTo")}</button>
          {forbidden.length > 0 && (
            <div className="row small"><span className="muted">{w("forbidden")}：</span>
              {forbidden.map((one) => <span key={one.expert}>{one.name}<button type="button" className="link-act" aria-label={w("allowWho", { name: one.name })} onClick={() => onAllow(one.expert, one.name)}>{w("allow")}</button></span>)}
            </div>
          )}
        </div>
      )}
    </section>
  );
}
