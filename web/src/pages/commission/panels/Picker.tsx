// Picks an expert for a panel: those who can be added first, by fitness; beside the others the reason.

import { Button } from "antd";
import { useState } from "react";
import type { GetPlanResponse, PlanPanel } from "../../../gen/yanlu/review/v1/commission_pb";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { Modal } from "../../../ui/Modal";
import { Loading } from "../../../ui/Page";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { StaleMark } from "../../experts/StaleMark";
import { useExclusions } from "../data";
import { candidatesOf, type Candidate, type Sealed } from "./candidates";
import { forbiddenWith, isOut, type Change, type Seat } from "./edit";
import { Fit } from "./Fit";
import { Kinds } from "./PanelRow";
import { useTopicNames } from "./topics";
import { words } from "./words";

const GLANCE = 60;

function Row({ one, onPick }: { one: Candidate; onPick: () => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const topic = useTopicNames();
  const why = one.bar === "" ? "" : w(`bar_${one.bar}`, { ground: say(one.exclusion?.groundZh ?? "", one.exclusion?.groundEn ?? ""), used: one.members, limit: one.limit });
  return (
    <li data-candidate={one.expert} data-bar={one.bar || undefined}>
      <div className="seat-who">
        <span className="seat-name">{one.name}</span><span className="seat-unit">{one.unit}</span><Kinds kinds={one.kinds} local={one.local} /><StaleMark person={one.expert} />
        <div className="small muted">{why ? <>{why}{one.exclusion?.evidence && `（${one.exclusion.evidence}）`}</> : <>{one.shared.length > 0 ? w("shared", { what: one.shared.map(topic).join("、") }) : w("noShared")} · {w("loadOf", { used: one.members, limit: one.limit })}</>}</div>
      </div>
      {one.bar === "" ? <Fit expertise={one.expertise} /> : <span />}
      {one.bar === "" ? <Button size="small" type="primary" onClick={onPick}>{w("add")}</Button> : <span />}
    </li>
  );
}

type Props = { docket: string; sealed: Sealed; plan: GetPlanResponse; panel: PlanPanel; seats: Seat[]; changes: Change[]; onPick: (one: Candidate) => void; onClose: () => void };

export function Picker({ docket, sealed, plan, panel, seats, changes, onPick, onClose }: Props) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const exclusions = useExclusions(docket, panel.application);
  const seated = new Set(seats.filter((seat) => seat.member && !isOut(seat)).map((seat) => seat.expert));
  const all = exclusions.data ? candidatesOf({ sealed, plan, panel, seated, forbidden: forbiddenWith(panel, changes), exclusions: exclusions.data.exclusions, changes }) : [];
  const found = all.filter((one) => [one.name, one.unit, ...one.keywords, ...one.topics].join(" ").includes(text.trim()));
  const free = all.filter((one) => one.bar === "").length;
  return (
    <Modal open label={w("pickTitle", { title: panel.title })} className="pick-dialog" onClose={onClose}>
      <div className="between"><h2>{w("pickTitle", { title: panel.title })}</h2><Button size="small" onClick={onClose}>{w("close")}</Button></div>
      <p className="muted small">{w("pickHint")}</p>
      <input className="text-field" type="search" autoFocus value={text} placeholder={w("pickFind")} aria-label={w("pickFind")} onChange={(event) => setText(event.target.value)} />
      {exclusions.isPending && <Loading />}
      {exclusions.error && <ProblemAlert error={exclusions.error} onRetry={() => void exclusions.refetch()} />}
      {exclusions.data && <p className="small muted" role="status">{w("pickCount", { free, barred: all.length - free })}</p>}
      {exclusions.data && found.length === 0 && <p className="muted">{w("pickNone")}</p>}
      {found.length > 0 && <ul className="candidates" tabIndex={0} aria-label={w("pickHint")}>{found.slice(0, GLANCE).map((one) => <Row key={one.expert} one={one} onPick={() => onPick(one)} />)}</ul>}
    </Modal>
  );
}
