// What each expert has been given and may be given at most, the changes counted in.

import { useState } from "react";
import type { GetPlanResponse } from "../../../gen/yanlu/review/v1/commission_pb";
import { useWords } from "../../../i18n/words";
import { Card } from "../../../ui/Card";
import { useWide } from "../../../ui/useWide";
import { loadShift, type Change } from "./edit";
import { words } from "./words";

const GLANCE = 12;

export function Loads({ plan, changes }: { plan: GetPlanResponse; changes: Change[] }) {
  const w = useWords(words);
  const [all, setAll] = useState(false);
  const wide = useWide(1200);
  const shown = all ? plan.loads : plan.loads.slice(0, GLANCE);
  const list = (
    <>
      <ul className="load-list" aria-label={w("loads")}>
        {shown.map((one) => {
          const used = one.members + loadShift(plan, changes, one.expert);
          return (
            <li key={one.pseudonym} data-load={one.expert || one.pseudonym} data-full={used > one.limit ? "over" : used === one.limit}>
              <div className="between"><span>{one.name}</span><span className="num">{w("loadOf", { used, limit: one.limit })}{used >= one.limit && <span className="muted"> · {w("loadFull")}</span>}</span></div>
              <div className="load-bar" aria-hidden><span style={{ width: `${Math.min(100, one.limit > 0 ? (100 * used) / one.limit : 100)}%` }} /></div>
              {one.open > 0 && <div className="muted small">{w("loadOpen", { count: one.open })}</div>}
            </li>
          );
        })}
      </ul>
      {plan.loads.length > GLANCE && !all && <button type="button" className="link-act" onClick={() => setAll(true)}>{w("loadMore", { count: plan.loads.length })}</button>}
    </>
  );
  if (wide) return <Card title={w("loads")} hint={w("loadsHint")}>{list}</Card>;
  return <details className="item"><summary>{w("loads")} <span className="muted small">{w("loadsHint")}</span></summary>{list}</details>;
}
