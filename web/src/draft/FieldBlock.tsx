// One field of the form: label, help, who is at it, where it came from, the input, and what is wrong with it.

import { Button } from "antd";
import { memo } from "react";
import type { Attachment, FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { anchorOf } from "./anchor";
import { showValue } from "./field";
import { FieldDot } from "./FieldDot";
import { FileField } from "./FileField";
import { FieldValueInput } from "./inputs";
import type { FieldState, Mark } from "./keeper";
import type { JsonValue } from "./merge";
import type { Origin } from "./prefill";
import { words } from "./words";

/** Something to be said at a field: a defect somebody listed, or a finding of the checks. */
export type Note = { severity: "error" | "warning" | "defect"; text: string; help?: string };

type Props = {
  docket: string; field: FormField; value: JsonValue | undefined; files: Attachment[]; disabled: boolean; locked?: boolean;
  state: FieldState; mark?: Mark; hint?: string; notes: Note[]; people: string; origin?: Origin; offer?: { origin: Origin; value: JsonValue };
  put: (path: string, value: JsonValue | undefined) => void;
};

function Offer({ field, offer, put }: Pick<Props, "field" | "put"> & { offer: NonNullable<Props["offer"]> }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  return (
    <div className="field-offer row">
      <span className="small">{w("offer", { from: w(`from_${offer.origin}`), value: showValue(field, offer.value, language) })}</span>
      <Button size="small" aria-label={`${w("take")}：${say(field.zh, field.en)}`} onClick={() => put(field.path, offer.value)}>{w("take")}</Button>
    </div>
  );
}

function Notes({ id, notes }: { id: string; notes: Note[] }) {
  const w = useWords(words);
  if (notes.length === 0) return null;
  return <div id={id}>{notes.map((note, i) => (
    <div key={i} className={note.severity === "warning" ? "field-warning" : "field-defect"} data-severity={note.severity}>
      <strong>{note.severity === "warning" ? w("warning") : w("error")}：</strong>{note.text}{note.help && <span className="small">（{note.help}）</span>}
    </div>
  ))}</div>;
}

function Field({ docket, field, value, files, disabled, locked, state, mark, hint, notes, people, origin, offer, put }: Props) {
  const { say } = useSpeak();
  const w = useWords(words);
  const id = `${anchorOf(field.path)}-input`;
  const label = say(field.zh, field.en);
  const label_ = <>{label}{field.required && <span className="field-mark" aria-hidden>*</span>}</>;
  const grouped = field.range || ["table", "file", "bool"].includes(field.type);
  const describedBy = [hint && `${id}-hint`, locked && `${id}-locked`, notes.length > 0 && `${id}-notes`].filter(Boolean).join(" ") || undefined;
  const invalid = notes.some((note) => note.severity !== "warning") || undefined;
  const change = (next: JsonValue | undefined) => put(field.path, next);
  return (
    <div className={`field field-of-${field.type}`} id={anchorOf(field.path)} data-field={field.path} tabIndex={-1}>
      <div className="field-head">
        {grouped ? <span className="field-label">{label_}</span> : <label className="field-label" htmlFor={id}>{label_}</label>}
        <FieldDot state={state} mark={mark} />
        {origin && <span className="field-origin" data-origin={origin}>{w(`origin_${origin}`)}</span>}
        {people && <span className="field-people" data-people>{people}</span>}
      </div>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {people && !disabled && <p className="field-hint" role="status">{w("editing", { who: people })}</p>}
      {field.type === "file"
        ? <FileField id={id} docket={docket} field={field} label={label} files={files} disabled={disabled} describedBy={describedBy} />
        : <FieldValueInput id={id} field={field} label={label} value={value} disabled={disabled} describedBy={describedBy} invalid={invalid} onChange={change} />}
      {locked && <p className="field-hint" id={`${id}-locked`}>{w("locked")}</p>}
      {offer && !disabled && <Offer field={field} offer={offer} put={put} />}
      <Notes id={`${id}-notes`} notes={notes} />
    </div>
  );
}

export const FieldBlock = memo(Field);
