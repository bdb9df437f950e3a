// Every question of a call, readable before starting and without an account.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { programmes } from "../../api/client/programme";
import { drafting } from "../../api/client/drafting";
import { MOST_BYTES, showSize, TYPES } from "../../api/files";
import { useSession } from "../../app/session";
import type { FormField, FormSection } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Due } from "../../ui/Clock";
import { Card } from "../../ui/Card";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import "./apply.css";
import { words } from "./words";

const KINDS = ["text", "long", "int", "money", "date", "enum", "file", "table", "bool", "ref"] as const;

function Question({ field, hint }: { field: FormField; hint: string | undefined }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const kind = KINDS.find((one) => one === field.type) ?? "text";
  const list = (names: string[]) => names.join(language === "zh" ? "、" : ", ");
  const ranged = field.range && kind === "date" ? w("dateRange") : field.range ? w("intRange") : "";
  return (
    <li className="question" data-question={field.path}>
      <div className="row">
        <strong>{say(field.zh, field.en)}</strong>
        <span className={`state-tag state-${field.required ? "bad" : "over"}`}>{w(field.required ? "required" : "optional")}</span>
      </div>
      <div className="muted small">
        {ranged || w(kind, { types: TYPES.map((one) => one.toUpperCase()).join("、"), size: showSize(MOST_BYTES) })}
        {field.max > 0 && ` · ${w("most", { n: field.max })}`}
      </div>
      {hint && <div className="small">{hint}</div>}
      {field.options.length > 0 && <div className="small muted">{w("choices", { list: list(field.options.map((one) => say(one.zh, one.en))) })}</div>}
      {field.columns.length > 0 && <div className="small muted">{w("columns", { list: list(field.columns.map((one) => `${say(one.zh, one.en)}${one.required ? "*" : ""}`)) })}</div>}
    </li>
  );
}

function Section({ section, hints }: { section: FormSection; hints: Record<string, string> }) {
  const { say } = useSpeak();
  return (
    <Card id={`part-${section.code}`} title={say(section.zh, section.en)}>
      <ul className="plain questions">{section.fields.map((field) => <Question key={field.path} field={field} hint={hints[field.path]} />)}</ul>
    </Card>
  );
}

export function Questions() {
  const w = useWords(words);
  const { say } = useSpeak();
  const { call: id = "" } = useParams();
  const { me, has } = useSession();
  const answer = useQuery({ queryKey: ["call", id], queryFn: () => programmes.getCall({ call: id }) });
  const form = useQuery({ queryKey: ["call-form", id], retry: false, staleTime: 300_000, queryFn: () => drafting.getCallForm({ call: id }) });
  if (answer.isPending || form.isPending) return <Loading />;
  const error = answer.error ?? form.error;
  if (error) return <ProblemAlert error={error} onRetry={() => { void answer.refetch(); void form.refetch(); }} />;
  const call = answer.data?.call;
  const sections = form.data?.form?.sections ?? [];
  if (!call) return null;
  const fields = sections.flatMap((section) => section.fields);
  const files = fields.filter((field) => field.type === "file");
  const apply = `/new/application?call=${call.id}`;
  return (
    <Page
      title={w("questions")} hint={<>{call.title}<br />{w("questionsHint")}</>}
      actions={(
        <>
          {call.state === "OPEN" && (!me || has("pi")) && <LinkButton to={me ? apply : `/sign-in?next=${encodeURIComponent(apply)}`}>{w(me ? "start" : "signInStart")}</LinkButton>}
          <a href={`/open/calls/${call.id}/form.pdf`}>{w("blank")}</a>
          <Link to={`/calls/${call.id}`}>{w("toCall")}</Link>
        </>
      )}
    >
      <div className="stack">
        <p className="muted" role="note">
          {w("count", { all: fields.length, required: fields.filter((field) => field.required).length, files: files.length, must: files.filter((field) => field.required).length })}{" "}
          {call.state === "OPEN" ? <Due at={call.closesAt} what={w("closes")} /> : w("notOpen")}
        </p>
        <nav aria-label={w("sections")} className="row small">{sections.map((section) => <a key={section.code} href={`#part-${section.code}`}>{say(section.zh, section.en)}</a>)}</nav>
        {sections.map((section) => <Section key={section.code} section={section} hints={form.data?.hints ?? {}} />)}
      </div>
    </Page>
  );
}
