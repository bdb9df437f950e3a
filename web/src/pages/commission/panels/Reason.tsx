// Asks for the reason of one change before it goes onto the list.

import { Button } from "antd";
import { useState, type FormEvent } from "react";
import { useWords } from "../../../i18n/words";
import { Modal } from "../../../ui/Modal";
import type { Change } from "./edit";
import { words } from "./words";

const MAX = 500;
const HINTS = { remove: "removeHint", forbid: "forbidHint", add: "addHint", floor: "floorHint" } as const;

export function Reason({ change, onDone, onClose }: { change: Omit<Change, "reason">; onDone: (reason: string, floor?: number) => void; onClose: () => void }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const [floor, setFloor] = useState(change.floor ?? 0);
  const title = w("reasonTitle", { act: w(change.act), name: change.name });
  const usual = w(`common_${change.act}`);
  const hint = change.act in HINTS ? w(HINTS[change.act as keyof typeof HINTS]) : "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onDone(text.trim(), change.act === "floor" ? floor : undefined);
    else setMissing(true);
  };
  return (
    <Modal open label={title} className="dialog" onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate data-reason-form>
        <div><h2>{title}</h2><p className="muted small">{change.title}</p></div>
        {hint && <p className="small">{hint}</p>}
        {change.act === "floor" && <label>{w("floorOf")}<input className="text-field" type="number" min={0} max={1000} required value={floor} data-floor-input onChange={(event) => setFloor(Math.max(0, Math.trunc(event.target.valueAsNumber) || 0))} /></label>}
        <label>{w("reason")}
          <textarea className="text-field" rows={2} maxLength={MAX} autoFocus value={text} aria-invalid={missing} aria-describedby={missing ? "reason-missing" : undefined} onChange={(event) => setText(event.target.value)} />
        </label>
        {missing && !text.trim() && <div id="reason-missing" role="alert" className="field-defect">{w("reasonNeeded")}</div>}
        <div><button type="button" className="link-act" onClick={() => setText(usual)}>{usual}</button></div>
        <div className="row"><Button type="primary" htmlType="submit">{w("toList")}</Button><Button onClick={onClose}>{w("cancel")}</Button></div>
      </form>
    </Modal>
  );
}
