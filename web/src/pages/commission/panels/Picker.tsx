// Picks an expert for a panel: those who can be added first, by match; beside the others the reason. The search
// field and the list are one for the keyboard: arrows go from one who can be added to the next.

import { Button } from "antd";
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Candidate, PlanPanel } from "../../../gen/yanlu/review/v1/commission_pb";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { Mark } from "../../../form/Mark";
import { Modal } from "../../../ui/Modal";
import { Note } from "../../../ui/Note";
import { Loading } from "../../../ui/Page";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { StaleMark } from "../../experts/StaleMark";
import { useRuleNames } from "../../../words/rules";
import { useCandidates } from "../data";
import { BARS } from "./candidates";
import type { Change } from "./edit";
import { Fit } from "./Fit";
import { Kinds } from "./PanelRow";
import { useTopicNames } from "./topics";
import { words } from "./words";

/** Why somebody cannot be added: in words, with the evidence and the rule of an exclusion. */
function Barred({ one }: { one: Candidate }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const ruleName = useRuleNames();
  const bar = BARS.find((known) => known === one.bar);
  if (!bar) return null;
  const { exclusion } = one;
  const ground = exclusion ? say(exclusion.groundZh, exclusion.groundEn) : "";
  return (
    <div className="small candidate-bar">
      {bar === "excluded" && ground ? w("bar_ground", { ground }) : w(`bar_${bar}`, { used: one.members, limit: one.limit })}
      {exclusion?.evidence && <span className="muted">（{exclusion.evidence}）</span>}
      {exclusion?.rule && <span className="muted"> · {ruleName(exclusion.rule)}</span>}
    </div>
  );
}

function Row({ one, onPick }: { one: Candidate; onPick: () => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const topic = useTopicNames();
  return (
    <li data-candidate={one.expert || one.pseudonym} data-bar={one.bar || undefined}>
      <div className="seat-who">
        <span className="seat-name">{one.name}</span>{one.unit && <span className="seat-unit">{one.unit}</span>}<Kinds kinds={one.kinds} local={one.local} /><StaleMark person={one.expert} />
        {one.reserve > 0 && <Mark kind="plain">{w("reserve", { order: one.reserve })}</Mark>}
        <Barred one={one} />
        {one.bar === "" && <div className="small muted">{one.because.length > 0 ? w("shared", { what: one.because.map(topic).join("、") }) : w("noShared")} · {w("loadSoFar", { used: one.members, limit: one.limit })}{one.open > 0 && ` · ${w("loadOpen", { count: one.open })}`}</div>}
        {one.breaks.length > 0 && <div className="small candidate-breaks">{w("breaks", { what: one.breaks.map((fault) => say(fault.zh, fault.en)).join("；") })}</div>}
      </div>
      <Fit expertise={one.expertise} />
      <Button size="small" type="primary" disabled={one.bar !== ""} aria-label={w("addWho", { name: one.name })} onClick={onPick}>{w("add")}</Button>
    </li>
  );
}

/** Arrows move among those who can be added; upwards from the first lies the search. */
function useArrows() {
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("input[type=search], [data-candidate] button:enabled") ?? [])];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  return { ref: box, onKeyDown };
}

type Props = { docket: string; version: bigint; panel: PlanPanel; changes: Change[]; onPick: (one: Candidate) => void; onClose: () => void };

export function Picker({ docket, version, panel, changes, onPick, onClose }: Props) {
  const w = useWords(words);
  const { t } = useSpeak();
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const list = useCandidates({ docket, version, application: panel.application, changes, query });
  const arrows = useArrows();
  const search = useRef<HTMLInputElement>(null);
  // The dialog gives the focus to its first button when it opens; after that it goes to the search.
  useEffect(() => search.current?.focus(), []);
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.candidates) ?? [];
  return (
    <Modal open label={w("pickTitle", { title: panel.title })} className="pick-dialog" onClose={onClose}>
      <div {...arrows}>
        <div className="between"><h2>{w("pickTitle", { title: panel.title })}</h2><Button size="small" onClick={onClose}>{w("close")}</Button></div>
        <p className="muted small">{w("pickHint")}</p>
        {first && first.members >= first.size && <Note title={w("panelFull", { size: first.size })} />}
        <input className="text-field" type="search" ref={search} value={text} placeholder={w("pickFind")} aria-label={w("pickFind")} onChange={(event) => setText(event.target.value)} />
        {list.isPending && <Loading />}
        {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {first && <p className="small muted" role="status">{w("pickCount", { free: first.free, barred: first.total - first.free })}</p>}
        {first && rows.length === 0 && <p className="muted">{w("pickNone")}</p>}
        {rows.length > 0 && (
          <ul className="candidates" tabIndex={0} aria-label={w("candidates")} aria-busy={list.isPlaceholderData}>
            {rows.map((one) => <Row key={one.expert || one.pseudonym} one={one} onPick={() => onPick(one)} />)}
            {list.hasNextPage && <li className="candidates-more"><Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button></li>}
          </ul>
        )}
      </div>
    </Modal>
  );
}
