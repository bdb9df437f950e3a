// The steps of building a call; each shows and changes a part of the plan.

import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input, Radio, Select } from "antd";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { dockets, programmes } from "../../api/clients";
import { usePacks, useTemplates, useTopics } from "../../form/options";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { MomentInput } from "../../ui/DayInput";
import { EmptyState } from "../../ui/EmptyState";
import { spanOf } from "../check/rules";
import { aboutHowMany, dayName, isWeekend, windowOf, type CallPlan, type Gap } from "./plan";
import { words } from "./words";

export type StepProps = { plan: CallPlan; put: (change: Partial<CallPlan>) => void; fixed: boolean; wrong: (gap: Gap) => boolean };

const MIN_WINDOW = "call.window.min_days";

function Field({ id, label, error, hint, children }: { id: string; label: string; error?: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className="build-field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && <div className="small muted">{hint}</div>}
      {error && <div className="small build-error" role="alert">{error}</div>}
    </div>
  );
}

export function TemplateStep({ plan, put, fixed, wrong }: StepProps) {
  const w = useWords(words);
  const { say } = useSpeak();
  const templates = useTemplates(true, say);
  const packs = usePacks(true);
  const codes = new Map((packs.data ?? []).map((pack) => [pack.code, `${pack.title || w("pack")}${pack.practice ? `（${w("practice")}）` : ""}`]));
  const versions = (packs.data ?? []).filter((pack) => pack.code === plan.packCode);
  const chosen = versions.find((pack) => pack.version === plan.packVersion);
  return (
    <div className="stack">
      <fieldset className="build-choices">
        <legend>{w("template")}</legend>
        <Radio.Group vertical disabled={fixed} value={plan.template} options={templates.data?.map((one) => ({ value: one.value, label: one.label }))} onChange={(e) => put({ template: e.target.value as string })} />
        {wrong("template") && <div className="small build-error" role="alert">{w("required")}</div>}
      </fieldset>
      <Field id="build-pack" label={w("pack")} hint={w("packHint")} error={wrong("packCode") ? w("required") : undefined}>
        <Select id="build-pack" disabled={fixed} value={plan.packCode || undefined} style={{ width: "100%" }} options={[...codes].map(([value, label]) => ({ value, label }))} onChange={(packCode: string) => put({ packCode, packVersion: (packs.data ?? []).find((pack) => pack.code === packCode)?.version ?? "" })} />
      </Field>
      <Field id="build-version" label={w("version")} error={wrong("packVersion") ? w("required") : undefined} hint={chosen && <Link to={`/packs/${chosen.hash}`}>{w("dryRun")}</Link>}>
        <Select id="build-version" disabled={fixed} value={plan.packVersion || undefined} style={{ width: "100%" }} options={versions.map((pack) => ({ value: pack.version, label: `${pack.version} · ${pack.effectiveFrom}` }))} onChange={(packVersion: string) => put({ packVersion })} />
      </Field>
      <Field id="build-blind" label={w("blind")} hint={w(plan.blind === "double" ? "blindDoubleHint" : "blindSingleHint")}>
        <Select id="build-blind" value={plan.blind || "single"} style={{ width: "100%" }} options={[{ value: "single", label: w("blindSingle") }, { value: "double", label: w("blindDouble") }]} onChange={(blind: string) => put({ blind })} />
      </Field>
    </div>
  );
}

function When({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (wall: string) => void }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const day = dayName(value, language);
  return (
    <Field id={id} label={label} hint={day ? <span className={isWeekend(value) ? "build-warn" : undefined}>{w(isWeekend(value) ? "weekend" : "weekday", { day })}</span> : w("later")}>
      <MomentInput id={id} value={value} onChange={(at) => onChange(at ?? "")} />
    </Field>
  );
}

function useShortest(plan: CallPlan) {
  const { data: packs } = usePacks(true);
  const hash = packs?.find((pack) => pack.code === plan.packCode && pack.version === plan.packVersion)?.hash;
  const pack = useQuery({ queryKey: ["pack", hash], enabled: !!hash, staleTime: 600_000, queryFn: () => programmes.getPack({ hash: hash ?? "" }) });
  return pack.data?.rules.find((rule) => rule.id === MIN_WINDOW);
}

export function DatesStep({ plan, put, wrong }: StepProps) {
  const w = useWords(words);
  const { language } = useSpeak();
  const span = windowOf(plan.opensAt, plan.closesAt);
  const shortest = useShortest(plan);
  const tooShort = span && shortest?.unit === "d" && span.days < Number(shortest.value);
  return (
    <div className="stack">
      <Field id="build-title" label={w("name")} error={wrong("title") ? w("required") : undefined}><Input id="build-title" maxLength={200} value={plan.title} onChange={(e) => put({ title: e.target.value })} /></Field>
      <When id="build-opens" label={w("opens")} value={plan.opensAt} onChange={(opensAt) => put({ opensAt })} />
      <When id="build-closes" label={w("closes")} value={plan.closesAt} onChange={(closesAt) => put({ closesAt })} />
      {span && !wrong("order") && <p>{w("span", span)}</p>}
      {wrong("order") && <p className="build-error" role="alert">{w("order")}</p>}
      {tooShort && shortest && <p className="build-warn">{w("tooShort", { span: spanOf(shortest, language) })}</p>}
    </div>
  );
}

function Needs({ plan, put, fixed }: StepProps) {
  const w = useWords(words);
  const needs = useQuery({ queryKey: ["pool-needs"], staleTime: 30_000, enabled: !fixed, queryFn: () => dockets.listDockets({ machine: "need", states: ["IN_RESERVE"], pageSize: 200 }) });
  if (fixed) return <p className="muted">{w("needsLater")} <Link to="/pool?state=IN_RESERVE">{w("pool")}</Link></p>;
  if (needs.data?.dockets.length === 0) return <p className="muted">{w("noNeeds")} <Link to="/pool">{w("pool")}</Link></p>;
  return (
    <>
      <p className="muted small">{w("needsHint")}</p>
      <Checkbox.Group className="build-list" value={plan.needs} options={needs.data?.dockets.map((need) => ({ value: need.id, label: `${need.title} ${need.code}` }))} onChange={(chosen) => put({ needs: chosen })} />
    </>
  );
}

export function TopicsStep(props: StepProps) {
  const { plan, put } = props;
  const w = useWords(words);
  const [text, setText] = useState("");
  const topics = useTopics();
  const wanted = text.trim().toLowerCase();
  const shown = (topics.data ?? []).filter((topic) => plan.topics.includes(topic.value) || !wanted || `${topic.label} ${topic.hint ?? ""}`.toLowerCase().includes(wanted));
  return (
    <div className="stack">
      <fieldset className="build-choices">
        <legend>{w("topics")}</legend>
        <Input.Search allowClear value={text} placeholder={w("findTopic")} aria-label={w("findTopic")} onChange={(e) => setText(e.target.value)} />
        <p className="small muted" role="status">{w("chosenTopics", { count: plan.topics.length })}</p>
        {shown.length === 0 && <EmptyState title={w("noTopics")} />}
        <Checkbox.Group className="build-list" value={plan.topics} onChange={(chosen) => put({ topics: chosen })} options={shown.map((topic) => ({ value: topic.value, label: <>{topic.label} <small className="muted">{topic.hint}</small></> }))} />
      </fieldset>
      <fieldset className="build-choices"><legend>{w("needs")}</legend><Needs {...props} /></fieldset>
    </div>
  );
}

export function MoneyStep({ plan, put, wrong }: StepProps) {
  const w = useWords(words);
  const { t } = useSpeak();
  const about = aboutHowMany(plan.cap, plan.envelope);
  return (
    <div className="stack">
      <Field id="build-cap" label={w("cap")} hint={w("emptyMoney")} error={wrong("cap") ? w("money") : undefined}><Input id="build-cap" inputMode="decimal" suffix={t("common.unit")} style={{ maxWidth: 260 }} value={plan.cap} onChange={(e) => put({ cap: e.target.value })} /></Field>
      <Field id="build-envelope" label={w("envelope")} hint={w("emptyMoney")} error={wrong("envelope") ? w("money") : undefined}><Input id="build-envelope" inputMode="decimal" suffix={t("common.unit")} style={{ maxWidth: 260 }} value={plan.envelope} onChange={(e) => put({ envelope: e.target.value })} /></Field>
      {about !== undefined && <p>{w("about", { count: about })}</p>}
    </div>
  );
}
