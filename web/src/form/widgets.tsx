// One widget for each kind of field. Each is a controlled input of the form.

import { Checkbox, Form, Input, Radio } from "antd";
import { lazy, Suspense, useDeferredValue, useState } from "react";
import { useSpeak } from "../i18n";
import { MomentInput } from "../ui/DayInput";
import { LongText } from "../ui/LongText";
import { Loading } from "../ui/Page";
import { useActionContext } from "./context";
import { useColleagues, useDisciplineTree, useDockets, useOrganisations, usePacks, usePeople, useTemplates, useTopics } from "./options";
import type { PickProps } from "./Pick";
import type { FieldSpec } from "./spec";

export type WidgetProps<T> = { id?: string; spec: FieldSpec; value?: T; onChange?: (value: T | undefined) => void };

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
  return <MomentInput id={id} value={value} onChange={(text) => onChange?.(text)} />;
}

// The list with its search is the heaviest of all widgets: a form without one does without.
const LongList = lazy(async () => ({ default: (await import("./Pick")).Pick }));

function Pick(props: PickProps) {
  return <Suspense fallback={<Loading />}><LongList {...props} /></Suspense>;
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

export function DisciplinesWidget({ id, value, onChange }: WidgetProps<string[]>) {
  const { say } = useSpeak();
  const { data = [], isFetching } = useDisciplineTree();
  const options = data.map((one) => ({ value: one.code, label: say(one.zh, one.en), hint: say(one.groupZh, one.groupEn) }));
  return <Pick id={id} many options={options} loading={isFetching} value={value} onChange={(next) => onChange?.(next as string[])} />;
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
