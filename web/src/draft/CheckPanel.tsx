// What the checks found, errors before warnings, each with the way to its field.

import { CheckCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Link } from "react-router";
import type { Finding } from "../gen/yanlu/application/v1/drafting_pb";
import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { ProblemAlert } from "../ui/ProblemAlert";
import { sayRole } from "../words/roles";
import { placeOf } from "./place";
import { fieldAt, sectionOf } from "./progress";
import type { Check } from "./useCheck";
import { words } from "./words";

function Line({ finding, form }: { finding: Finding; form: Form }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const field = fieldAt(form, finding.field);
  const section = sectionOf(form, finding.field);
  const text = say(finding.zh, finding.en);
  const row = /\[(\d+)\]/.exec(finding.field);
  return (
    <li data-finding={finding.field || "whole"} data-severity={finding.severity}>
      {field && section
        ? <Link to={placeOf({ part: section.code, field: field.path })}>{say(field.zh, field.en)}{row && ` · ${Number(row[1]) + 1}`}</Link>
        : <strong>{w("whole")}</strong>}
      <span>：{text}</span>
      {finding.help && !field && <span className="muted small">（{w("help_who", { who: sayRole(finding.help, language) })}）</span>}
    </li>
  );
}

function Group({ title, hint, list, form, kind }: { title: string; hint: string; list: Finding[]; form: Form; kind: string }) {
  if (list.length === 0) return null;
  return (
    <section className={`findings findings-${kind}`}>
      <h3>{title}</h3>
      <p className="muted small">{hint}</p>
      <ul>{list.map((finding, i) => <Line key={i} finding={finding} form={form} />)}</ul>
    </section>
  );
}

export function CheckPanel({ check, form }: { check: Check; form: Form }) {
  const w = useWords(words);
  const { answer } = check;
  const errors = answer?.findings.filter((one) => one.severity === "error") ?? [];
  const warnings = answer?.findings.filter((one) => one.severity !== "error") ?? [];
  return (
    <div className="stack" data-check={answer ? `${errors.length}/${warnings.length}` : "none"}>
      <div className="between">
        <span className="muted small" role="status">{check.busy ? w("checking") : answer && w("checkedAt", { version: answer.version.toString() })}</span>
        <Button size="small" loading={check.busy} onClick={() => void check.run()}>{w("checkAgain")}</Button>
      </div>
      {check.error ? <ProblemAlert error={check.error} onRetry={() => void check.run()} /> : null}
      {answer && errors.length === 0 && warnings.length === 0 && <p className="good"><CheckCircleOutlined /> {w("checkNone")}</p>}
      <Group kind="error" title={w("errors", { n: errors.length })} hint={w("errorsHint")} list={errors} form={form} />
      <Group kind="warning" title={w("warnings", { n: warnings.length })} hint={w("warningsHint")} list={warnings} form={form} />
    </div>
  );
}
