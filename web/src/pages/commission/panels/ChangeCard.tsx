// The changes that are not saved yet: undo, redo, drop one, save all with or without solving again.

import { Button } from "antd";
import type { MouseEvent } from "react";
import { useWords } from "../../../i18n/words";
import { Card } from "../../../ui/Card";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { discard, drop, redo, undo, type Edits } from "./edit";
import { words } from "./words";

type Props = {
  edits: Edits; raise: boolean; busy: boolean; stale: boolean; error: unknown;
  put: (next: Edits) => void; onRaise: (on: boolean) => void; onSave: (solve: boolean) => void;
};

/** The last step back has no further one: the focus goes to its neighbour, which has. */
function keepFocus({ currentTarget: pressed }: MouseEvent<HTMLElement>): void {
  requestAnimationFrame(() => {
    if (pressed.matches(":disabled")) ((pressed.nextElementSibling ?? pressed.previousElementSibling) as HTMLElement | null)?.focus();
  });
}

export function ChangeCard({ edits, raise, busy, stale, error, put, onRaise, onSave }: Props) {
  const w = useWords(words);
  const { done, undone } = edits;
  return (
    <div className="change-card" data-count={done.length}>
      <Card title={`${w("changes")} ${done.length || ""}`} extra={(
        <>
          <Button size="small" disabled={done.length === 0} onClick={(event) => { put(undo(edits)); keepFocus(event); }}>{w("undo")}</Button>
          <Button size="small" disabled={undone.length === 0} onClick={(event) => { put(redo(edits)); keepFocus(event); }}>{w("redo")}</Button>
        </>
      )}>
        {done.length === 0 ? <p className="muted small">{w("changesNone")}</p> : (
          <div className="stack">
            <ul className="change-list">
              {done.map((one, i) => (
                <li key={i} data-change={one.act}>
                  <div className="between"><strong>{w(one.act)} {one.name}{one.act === "floor" && `：${one.floor}`}</strong><button type="button" className="link-act" aria-label={`${w("dropChange")}：${w(one.act)} ${one.name}`} onClick={() => put(drop(edits, i))}>×</button></div>
                  <div className="muted small">{one.title}</div><div className="small">{one.reason}</div>
                </li>
              ))}
            </ul>
            <label className="row small"><input type="checkbox" checked={raise} onChange={(event) => onRaise(event.target.checked)} />{w("raise")}</label>
            <Button type="primary" block loading={busy} disabled={stale} data-save onClick={() => onSave(true)}>{w("save")}</Button>
            <div className="row">
              <Button size="small" disabled={busy || stale} title={w("saveOnlyHint")} onClick={() => onSave(false)}>{w("saveOnly")}</Button>
              <Button size="small" disabled={busy} onClick={() => put(discard(edits))}>{w("discard")}</Button>
            </div>
            <p className="muted small" role={busy ? "status" : undefined}>{w(busy ? "solving" : "kept")}</p>
          </div>
        )}
        {error !== undefined && <ProblemAlert error={error} />}
      </Card>
    </div>
  );
}
