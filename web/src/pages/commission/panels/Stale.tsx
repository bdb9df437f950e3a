// Somebody made a newer plan meanwhile: what moved, and how one's own changes go on.

import { Button } from "antd";
import type { GetPlanResponse } from "../../../gen/yanlu/review/v1/commission_pb";
import { useWords } from "../../../i18n/words";
import { Note } from "../../../ui/Note";
import { movedBetween } from "./edit";
import { words } from "./words";

export function Stale({ before, now, onGo }: { before?: GetPlanResponse; now: GetPlanResponse; onGo: () => void }) {
  const w = useWords(words);
  const moved = before ? movedBetween(before, now) : [];
  return (
    <div data-stale="plan">
      <Note
        type="warning" role="alert" title={w("stale")}
        description={(
          <div className="stack">
            {before && <p>{w("staleBase", { base: before.version, now: now.version })}</p>}
            {before && moved.length === 0 && <p>{w("staleSame")}</p>}
            <ul>
              {moved.map((one) => <li key={one.application}>{w("staleMoved", { title: one.title })}{[one.came.length > 0 && w("came", { names: one.came.join("、") }), one.left.length > 0 && w("left", { names: one.left.join("、") })].filter(Boolean).join("；")}</li>)}
            </ul>
            <div><Button type="primary" onClick={onGo}>{w("staleGo")}</Button></div>
          </div>
        )}
      />
    </div>
  );
}
