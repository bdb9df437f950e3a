// What each expert has been given, has to be given at least and may be given at most, the changes counted in.

import { Button } from "antd";
import { useState } from "react";
import type { GetPlanResponse, PlanLoad } from "../../../gen/yanlu/review/v1/commission_pb";
import { useWords } from "../../../i18n/words";
import { Card } from "../../../ui/Card";
import { useWide } from "../../../ui/useWide";
import { floorWith, loadShift, type Change, type Who } from "./edit";
import { words } from "./words";

const GLANCE = 12;

type SetFloor = (expert: string, name: string, floor: number) => void;
type Props = { plan: GetPlanResponse; changes: Change[]; pool?: Who[]; onFloor?: SetFloor };

function Load({ one, plan, changes, onFloor }: Omit<Props, "pool"> & { one: PlanLoad }) {
  const w = useWords(words);
  const used = one.members + loadShift(plan, changes, one.expert);
  const floor = floorWith(one.floor, changes, one.expert);
  const share = (n: number) => `${Math.min(100, one.limit > 0 ? (100 * n) / one.limit : 100)}%`;
  return (
    <li data-load={one.expert || one.pseudonym} data-full={used > one.limit ? "over" : used === one.limit} data-short={used < floor} data-floor={floor}>
      <div className="between">
        <span>{one.name}</span>
        <span className="num">
          {w(floor > 0 ? "loadFloor" : "loadOf", { used, floor, limit: one.limit })}
          {used < floor ? <strong className="load-short"> · {w("loadShort")}</strong> : used >= one.limit && <span className="muted"> · {w("loadFull")}</span>}
        </span>
      </div>
      <div className="load-bar" aria-hidden><span style={{ width: share(used) }} />{floor > 0 && <i style={{ insetInlineStart: share(floor) }} />}</div>
      <div className="between">
        <span className="muted small">{one.open > 0 && w("loadOpen", { count: one.open })}</span>
        {onFloor && <button type="button" className="link-act small" aria-label={w("floorWho", { name: one.name })} onClick={() => onFloor(one.expert, one.name, floor)}>{w("floor")}</button>}
      </div>
    </li>
  );
}

/** Asks for somebody of the sealed pool who stands in no load yet. */
function Other({ pool, onFloor }: { pool: Who[]; onFloor: SetFloor }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const label = (one: Who) => [one.name, one.unit].filter(Boolean).join(" · ");
  const found = pool.find((one) => label(one) === text);
  return (
    <div className="row" data-floor-other>
      <input className="text-field" list="floor-pool" value={text} placeholder={w("floorPick")} aria-label={w("floorOther")} onChange={(event) => setText(event.target.value)} />
      <datalist id="floor-pool">{pool.map((one) => <option key={one.expert} value={label(one)} />)}</datalist>
      <Button size="small" disabled={!found} onClick={() => found && onFloor(found.expert, found.name, 1)}>{w("floor")}</Button>
    </div>
  );
}

export function Loads({ plan, changes, pool = [], onFloor }: Props) {
  const w = useWords(words);
  const [all, setAll] = useState(false);
  const wide = useWide(1200);
  const shown = all ? plan.loads : plan.loads.slice(0, GLANCE);
  const others = pool.filter((one) => !plan.loads.some((load) => load.expert === one.expert));
  const list = (
    <>
      {plan.minLoad > 0 && <p className="small" data-min-load={plan.minLoad}>{w("minLoad", { count: plan.minLoad })}</p>}
      <ul className="load-list" aria-label={w("loads")}>
        {shown.map((one) => <Load key={one.pseudonym} one={one} plan={plan} changes={changes} onFloor={onFloor} />)}
      </ul>
      {plan.loads.length > GLANCE && !all && <button type="button" className="link-act" onClick={() => setAll(true)}>{w("loadMore", { count: plan.loads.length })}</button>}
      {onFloor && others.length > 0 && <Other pool={others} onFloor={onFloor} />}
    </>
  );
  if (wide) return <Card title={w("loads")} hint={w("loadsHint")}>{list}</Card>;
  return <details className="item"><summary>{w("loads")} <span className="muted small">{w("loadsHint")}</span></summary>{list}</details>;
}
