// One input for each type of form field. Values are JSON: money in 分, dates as
// YYYY-MM-DD, tables as lists of records.

import { Input, Radio } from "antd";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { fenOf, parseWan, wanOf } from "../format/money";
import type { FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { DayInput } from "../ui/DayInput";
import { LongText } from "../ui/LongText";
import { Loading } from "../ui/Page";
import { Select } from "../ui/Select";
import { keyOf } from "./field";
import type { JsonValue } from "./merge";
import { TableInput } from "./table/TableInput";

export type InputProps = {
  id: string;
  field: FormField;
  value: JsonValue | undefined;
  disabled: boolean;
  /** The label’s words, for inputs of several parts. */
  label: string;
  /** The ids of the help and of the findings beside the field. */
  describedBy?: string;
  /** Whether an error is found in what is given. */
  invalid?: boolean;
  onChange: (value: JsonValue | undefined) => void;
};

// The list of topics is long and searched: few forms have it, and it is loaded there.
const TopicInput = lazy(async () => ({ default: (await import("./TopicInput")).TopicInput }));

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function TextInput({ id, field, value, disabled, describedBy, invalid, onChange }: InputProps) {
  return (
    <Input
      id={id} value={textOf(value)} disabled={disabled} maxLength={field.max || undefined} showCount={field.max > 0} aria-describedby={describedBy} aria-invalid={invalid}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}

function LongInput({ id, field, value, disabled, describedBy, invalid, onChange }: InputProps) {
  return <LongText id={id} value={textOf(value)} disabled={disabled} max={field.max} count aria-describedby={describedBy} aria-invalid={invalid} onChange={onChange} />;
}

type Parsed = { ok: true; value: JsonValue | undefined } | { ok: false; why: string };

/** A text that stands for another value: what is typed stays typed, and only a readable text is kept. */
function ParsedInput({ id, value, disabled, describedBy, invalid, onChange, show, parse, suffix }: InputProps & {
  show: (value: JsonValue | undefined) => string; parse: (text: string) => Parsed; suffix?: string;
}) {
  const { t } = useSpeak();
  const [text, setText] = useState(() => show(value));
  const parsed = parse(text);
  useEffect(() => {
    // Another hand changed the value: show it, unless it is what is typed here.
    const mine = parse(text);
    if (mine.ok && show(mine.value) !== show(value)) setText(show(value));
  }, [value]);
  return (
    <>
      <Input
        id={id} value={text} disabled={disabled} inputMode="decimal" suffix={suffix} style={{ maxWidth: 260 }}
        status={parsed.ok ? undefined : "error"} aria-invalid={invalid || !parsed.ok} aria-describedby={[describedBy, !parsed.ok && `${id}-unread`].filter(Boolean).join(" ") || undefined}
        onChange={(e) => {
          setText(e.target.value);
          const next = parse(e.target.value);
          if (next.ok) onChange(next.value);
        }}
      />
      {!parsed.ok && <div className="field-defect" role="alert" id={`${id}-unread`}>{t(`refusal.${parsed.why}`)}</div>}
    </>
  );
}

const showMoney = (value: JsonValue | undefined): string => {
  const fen = fenOf(value);
  return fen === undefined ? "" : wanOf(fen);
};

function parseMoney(text: string): Parsed {
  if (text.trim() === "") return { ok: true, value: undefined };
  const parsed = parseWan(text);
  if (!parsed.ok) return { ok: false, why: parsed.problem === "precision" ? "precision" : "money" };
  if (parsed.fen > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, why: "tooMuch" };
  return { ok: true, value: Number(parsed.fen) };
}

function parseInteger(text: string): Parsed {
  if (text.trim() === "") return { ok: true, value: undefined };
  return /^-?\d{1,15}$/.test(text.trim()) ? { ok: true, value: Number(text) } : { ok: false, why: "number" };
}

function MoneyInput(props: InputProps) {
  const { t } = useSpeak();
  return <ParsedInput {...props} show={showMoney} parse={parseMoney} suffix={t("common.unit")} />;
}

function IntegerInput(props: InputProps) {
  return <ParsedInput {...props} show={textOf} parse={parseInteger} />;
}

function DateInput({ id, value, disabled, describedBy, invalid, near, onChange }: InputProps & { near?: JsonValue }) {
  return <DayInput id={id} value={textOf(value)} disabled={disabled} min={textOf(near) || undefined} aria-describedby={describedBy} aria-invalid={invalid} onChange={onChange} />;
}

function EnumInput({ id, field, value, disabled, describedBy, invalid, onChange }: InputProps) {
  const { say } = useSpeak();
  const options = field.options.map((option) => ({ value: option.value, label: say(option.zh, option.en) }));
  return (
    <Select id={id} value={textOf(value) || undefined} disabled={disabled} options={options} empty aria-describedby={describedBy} aria-invalid={invalid} onChange={onChange} />
  );
}

function YesNo({ id, label, value, disabled, describedBy, invalid, onChange }: InputProps) {
  const { t } = useSpeak();
  return (
    <Radio.Group
      id={id} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid} value={typeof value === "boolean" ? value : undefined} disabled={disabled}
      options={[{ value: true, label: t("common.yes") }, { value: false, label: t("common.no") }]}
      onChange={(e) => onChange(e.target.value as boolean)}
    />
  );
}

/** The two ends of a range, kept as {from, to}. */
function RangeInput(props: InputProps & { one: (props: InputProps & { near?: JsonValue }) => ReactNode }) {
  const { t } = useSpeak();
  const { one: One, value, onChange } = props;
  const ends = value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  const put = (end: "from" | "to") => (next: JsonValue | undefined) => {
    const range = { ...ends };
    if (next === undefined) delete range[end];
    else range[end] = next;
    onChange(Object.keys(range).length > 0 ? range : undefined);
  };
  return (
    <div
      className="row range" role="group" aria-label={props.label} aria-describedby={props.describedBy}
      onKeyDown={(event) => {
        // Once the beginning is given, the end is next.
        if (event.key === "Enter" && (event.target as HTMLElement).id === props.id) document.getElementById(`${props.id}-to`)?.focus();
      }}
    >
      <label htmlFor={props.id}>{t("draft.from")}</label><One {...props} value={ends.from} onChange={put("from")} />
      <label htmlFor={`${props.id}-to`}>{t("draft.to")}</label><One {...props} id={`${props.id}-to`} value={ends.to} near={ends.from} onChange={put("to")} />
    </div>
  );
}

function TableField(props: InputProps) {
  return <TableInput {...props} Cell={FieldValueInput} />;
}

const TOPIC_FIELDS = new Set(["base_code", "topic"]);

function RefInput(props: InputProps) {
  return TOPIC_FIELDS.has(keyOf(props.field)) ? <Suspense fallback={<Loading />}><TopicInput {...props} /></Suspense> : <TextInput {...props} />;
}

export function FieldValueInput(props: InputProps) {
  if (props.field.range) return <RangeInput {...props} one={props.field.type === "date" ? DateInput : IntegerInput} />;
  switch (props.field.type) {
    case "long": return <LongInput {...props} />;
    case "int": return <IntegerInput {...props} />;
    case "money": return <MoneyInput {...props} />;
    case "date": return <DateInput {...props} />;
    case "ref": return <RefInput {...props} />;
    case "enum": return <EnumInput {...props} />;
    case "bool": return <YesNo {...props} />;
    case "table": return <TableField {...props} />;
    default: return <TextInput {...props} />;
  }
}
