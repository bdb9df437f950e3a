// A rule’s value, edited by what it is: a number, yes or no, words, a list, a group, rows.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Choice } from "../../ui/Choice";
import type { Value } from "./model";
import { isShare, keysOf, sayCode, sayValue, type Words } from "./say";
import { words } from "./words";

type Props = { id: string; label: string; value: Value; unit: string; name?: string; said: Words; onChange: (value: Value) => void };

const NUMBER = /^-?\d+(\.\d+)?$/;

function NumberInput({ id, label, value, unit, name = "", said, onChange }: Omit<Props, "value"> & { value: number }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const share = isShare(name) && value >= 0 && value <= 1;
  const show = (n: number) => String(share ? Number((n * 100).toFixed(6)) : n);
  const read = (text: string) => (share ? Number((Number(text) / 100).toFixed(8)) : Number(text));
  const [text, setText] = useState(() => show(value));
  const ok = NUMBER.test(text.trim());
  useEffect(() => {
    if (!NUMBER.test(text.trim()) || read(text) !== value) setText(show(value));
  }, [value]);
  return (
    <div>
      <Input
        id={id} aria-label={label} value={text} inputMode="decimal" status={ok ? undefined : "error"} aria-invalid={!ok} style={{ width: 200 }}
        suffix={share ? "%" : unit ? sayCode(unit, said, language) : undefined}
        onChange={(event) => {
          setText(event.target.value);
          if (NUMBER.test(event.target.value.trim())) onChange(read(event.target.value.trim()));
        }}
      />
      {!ok && <div className="field-defect" role="alert">{w("notNumber")}</div>}
    </div>
  );
}

/** A list of words or numbers, one a line. */
function LinesInput({ id, label, value, onChange }: Omit<Props, "value"> & { value: (string | number)[] }) {
  const w = useWords(words);
  const numeric = value.length > 0 && value.every((item) => typeof item === "number");
  const [text, setText] = useState(() => value.join("\n"));
  const lines = (from: string) => from.split("\n").map((line) => line.trim()).filter(Boolean);
  const ok = !numeric || lines(text).every((line) => NUMBER.test(line));
  useEffect(() => {
    if (lines(text).join("\n") !== value.join("\n")) setText(value.join("\n"));
  }, [value]);
  return (
    <div>
      <Input.TextArea
        id={id} aria-label={label} value={text} rows={Math.min(10, value.length + 1)} status={ok ? undefined : "error"} aria-describedby={`${id}-help`}
        onChange={(event) => {
          setText(event.target.value);
          const next = lines(event.target.value);
          if (!numeric) onChange(next);
          else if (next.every((line) => NUMBER.test(line))) onChange(next.map(Number));
        }}
      />
      <div className="small muted" id={`${id}-help`}>{ok ? w("onePerLine") : w("notNumber")}</div>
    </div>
  );
}

function GroupInput({ id, label, value, unit, said, onChange }: Omit<Props, "value"> & { value: { [key: string]: Value } }) {
  const { language } = useSpeak();
  return (
    <div className="pack-group" role="group" aria-label={label}>
      {keysOf(value).map((key) => {
        const words_ = sayCode(key, said, language);
        return (
          <div key={key} className="pack-group-line">
            <span className="pack-group-name">{words_}</span>
            <ValueEditor id={`${id}-${key}`} label={`${label}：${words_}`} value={value[key] ?? null} unit={unit} name={key} said={said} onChange={(next) => onChange({ ...value, [key]: next })} />
          </div>
        );
      })}
    </div>
  );
}

function RowsInput({ id, label, value, unit, said, onChange }: Omit<Props, "value"> & { value: Value[] }) {
  const w = useWords(words);
  return (
    <div className="rows" role="group" aria-label={label}>
      {value.map((row, i) => (
        <div key={i} className="rows-row">
          <ValueEditor id={`${id}-${i}`} label={`${label} ${w("row", { n: i + 1 })}`} value={row} unit={unit} said={said} onChange={(next) => onChange(value.map((one, j) => (i === j ? next : one)))} />
          <Button type="text" icon={<DeleteOutlined />} aria-label={`${w("remove")}：${label} ${w("row", { n: i + 1 })}`} onClick={() => onChange(value.filter((_, j) => j !== i))} />
        </div>
      ))}
      <div><Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...value, structuredClone(value.at(-1) ?? {})])}>{w("addRow")}</Button></div>
    </div>
  );
}

export function ValueEditor(props: Props) {
  const { id, label, value, said, onChange } = props;
  const w = useWords(words);
  const { language } = useSpeak();
  if (typeof value === "boolean") {
    return <Choice label={label} value={value ? "yes" : "no"} options={[{ value: "yes", label: w("yes") }, { value: "no", label: w("no") }]} onChange={(next) => onChange(next === "yes")} />;
  }
  if (typeof value === "number") return <NumberInput {...props} value={value} />;
  if (typeof value === "string") {
    if (said.has(value)) return <span>{sayCode(value, said, language)} <span className="small muted">（{w("coded")}）</span></span>;
    return <Input id={id} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />;
  }
  if (Array.isArray(value)) {
    if (value.some((item) => item !== null && typeof item === "object")) return <RowsInput {...props} value={value} />;
    if (value.some((item) => typeof item === "string" && said.has(item))) return <span className="pre">{sayValue(value, props.unit, said, language)} <span className="small muted">（{w("coded")}）</span></span>;
    return <LinesInput {...props} value={value as (string | number)[]} />;
  }
  if (value !== null) return <GroupInput {...props} value={value} />;
  return <span className="muted">—</span>;
}
