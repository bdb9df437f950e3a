// One field of the form: label, input, what is wrong with it.

import type { Attachment, Defect, FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { FileField } from "./FileField";
import { FieldValueInput } from "./inputs";
import type { JsonValue } from "./merge";

type Props = {
  docket: string; field: FormField; value: JsonValue | undefined; files: Attachment[]; disabled: boolean; defects: Defect[];
  onChange: (value: JsonValue | undefined) => void;
};

/** The place of a field on the page, for links to it. */
export const anchorOf = (path: string): string => `field-${path.replaceAll(/[^\w]/g, "-")}`;

export function FieldBlock({ docket, field, value, files, disabled, defects, onChange }: Props) {
  const { say } = useSpeak();
  const id = `${anchorOf(field.path)}-input`;
  const label = say(field.zh, field.en);
  const words = <>{label}{field.required && <span className="field-mark" aria-hidden>*</span>}</>;
  const grouped = field.range || ["table", "file", "bool"].includes(field.type);
  return (
    <div className="field" id={anchorOf(field.path)} data-field={field.path} tabIndex={-1}>
      {grouped ? <span className="field-label">{words}</span> : <label className="field-label" htmlFor={id}>{words}</label>}
      {field.type === "file"
        ? <FileField id={id} docket={docket} field={field} label={label} files={files} disabled={disabled} />
        : <FieldValueInput id={id} field={field} label={label} value={value} disabled={disabled} onChange={onChange} />}
      {defects.map((defect, i) => <div key={i} className="field-defect">{defect.text}</div>)}
    </div>
  );
}
