// One widget for each kind of field. Each is a controlled input of the form.

import { Checkbox, DatePicker, Form, Input, Radio, Select } from "antd";
import dayjs from "dayjs";
import { useDeferredValue, useState } from "react";
import { useSpeak } from "../i18n";
import { LongText } from "../ui/LongText";
import { useActionContext } from "./context";
import { useDockets, useOrganisations, usePacks, useColleagues, usePeople, useTemplates, useTopics, type Option } from "./options";
import type { FieldSpec } from "./spec";

export type WidgetProps<T> = { id?: string; spec: FieldSpec; value?: T; onChange?: (value: T | undefined) => void };

const WALL = "YYYY-MM-DD HH:mm:ss";
const FEW = 4;

export function TextWidget({ spec, ...input }: WidgetProps<string>) {
  return <Input {...input} onChange={(e) => input.onChange?.(e.target.value)} maxLength={spec.max || undefined} />;
}

export function LongWidget({ id, spec, value, onChange }: WidgetProps<string>) {
  return <LongText id={id} value={value} max={spec.max} count={spec.max > 0} onChange={(text) => onChange?.(text)} />;
}

export function MoneyWidget({ spec: _spec, ...input }: WidgetProps<string>) {
  const { t } = useSpeak();
  return <Input {...input} inputMode="decimal" suffix={t("common.unit")} style={{ maxWidth: 260 }} onChange={(e) => input.onChange?.(e.target.value)} />;
}

export function NumberWidget({ spec: _spec, ...input }: WidgetProps<string>) {
  return <Input {...input} inputMode="decimal" style={{ maxWidth: 200 }} onChange={(e) => input.onChange?.(e.target.value)} />;
}

export function BoolWidget({ id, spec, value, onChange }: WidgetProps<boolean>) {
  const { say } = useSpeak();
  return <Checkbox id={id} checked={value === true} onChange={(e) => onChange?.(e.target.checked)}>{say(spec.zh, spec.en)}</Checkbox>;
}

/** What is picked is the wall clock of Shanghai: the text is kept, never the browser’s instant. */
export function TimeWidget({ id, value, onChange }: WidgetProps<string>) {
  const picked = value ? dayjs(value, WALL) : null;
  return (
    <DatePicker
      id={id} showTime showNow={false} needConfirm={false} format={WALL} value={picked?.isValid() ? picked : null} style={{ width: 260 }}
      onChange={(at) => onChange?.(at?.format(WALL))}
    />
  );
}

function shown({ label, hint }: Option) {
  return <div><div>{label}</div>{hint && <div className="small muted">{hint}</div>}</div>;
}

type PickProps = { id?: string; options: Option[]; loading: boolean; value?: string | string[]; many?: boolean; onSearch?: (text: string) => void; onChange: (value: string | string[]) => void };

function Pick({ id, options, loading, value, many = false, onSearch, onChange }: PickProps) {
  const { t } = useSpeak();
  return (
    <Select
      id={id} mode={many ? "multiple" : undefined} allowClear loading={loading} value={value} placeholder={t("action.pick")}
      options={options.map((option) => ({ value: option.value, label: option.label, hint: option.hint }))}
      optionRender={({ data }) => shown({ value: data.value, label: data.label, hint: data.hint })}
      showSearch={{ optionFilterProp: "label", onSearch }}
      style={{ width: "100%" }} onChange={(next: string | string[]) => onChange(next)}
    />
  );
}

function useSearch() {
  const [text, setText] = useState("");
  return { query: useDeferredValue(text), setText };
}

export function PersonWidget({ id, value, onChange }: WidgetProps<string>) {
  const { docket } = useActionContext();
  const { query, setText } = useSearch();
  const { data = [], isFetching } = usePeople(query, docket);
  return <Pick id={id} options={data} loading={isFetching} value={value} onSearch={setText} onChange={(next) => onChange?.(next as string)} />;
}

export function PeopleWidget({ id, value, onChange }: WidgetProps<string[]>) {
  const { t } = useSpeak();
  const { docket } = useActionContext();
  const { data = [], isFetching } = usePeople("", docket);
  return (
    <>
      <Pick id={id} many options={data} loading={isFetching} value={value} onChange={(next) => onChange?.(next as string[])} />
      {docket && <div className="small muted">{t("action.peopleHint")}</div>}
    </>
  );
}

export function ColleaguesWidget({ id, value, onChange }: WidgetProps<string[]>) {
  const { t } = useSpeak();
  const { docket } = useActionContext();
  const { data = [], isFetching } = useColleagues(docket);
  return (
    <>
      <Pick id={id} many options={data} loading={isFetching} value={value} onChange={(next) => onChange?.(next as string[])} />
      <div className="small muted">{t("action.colleaguesHint")}</div>
    </>
  );
}

export function OrganisationWidget({ id, spec, value, onChange }: WidgetProps<string>) {
  const { query, setText } = useSearch();
  const { data = [], isFetching } = useOrganisations(spec.name, query);
  return <Pick id={id} options={data} loading={isFetching} value={value} onSearch={setText} onChange={(next) => onChange?.(next as string)} />;
}

export function DocketWidget({ id, spec, value, onChange }: WidgetProps<string>) {
  const { docket, machine } = useActionContext();
  const { query, setText } = useSearch();
  const { data = [], isFetching } = useDockets(spec.name, machine === "project", query, docket);
  return <Pick id={id} options={data} loading={isFetching} value={value} onSearch={setText} onChange={(next) => onChange?.(next as string)} />;
}

export function TopicsWidget({ id, value, onChange }: WidgetProps<string[]>) {
  const { data = [], isFetching } = useTopics();
  return <Pick id={id} many options={data} loading={isFetching} value={value} onChange={(next) => onChange?.(next as string[])} />;
}

export function ChoiceWidget({ id, spec, value, onChange }: WidgetProps<string>) {
  const { say } = useSpeak();
  const templates = useTemplates(spec.name === "template", say);
  const packs = usePacks(spec.name === "pack_code");
  const written = spec.choices.map((choice) => ({ value: choice.value, label: say(choice.zh, choice.en) }));
  if (written.length > 0 && written.length <= FEW) {
    return <Radio.Group id={id} value={value} options={written} onChange={(e) => onChange?.(e.target.value as string)} />;
  }
  const codes = new Map((packs.data ?? []).map((pack) => [pack.code, pack.title]));
  const offered = written.length > 0 ? written
    : spec.name === "template" ? templates.data ?? []
    : [...codes].map(([code, title]) => ({ value: code, label: title || code }));
  return <Pick id={id} options={offered} loading={templates.isFetching || packs.isFetching} value={value} onChange={(next) => onChange?.(next as string)} />;
}

/** The versions of the pack that is chosen in the same form. */
export function PackVersionWidget({ id, value, onChange }: WidgetProps<string>) {
  const code = Form.useWatch<string | undefined>("packCode");
  const { data = [], isFetching } = usePacks(true);
  const offered = data.filter((pack) => pack.code === code).map((pack) => ({ value: pack.version, label: pack.version, hint: pack.effectiveFrom }));
  return <Pick id={id} options={offered} loading={isFetching} value={value} onChange={(next) => onChange?.(next as string)} />;
}
