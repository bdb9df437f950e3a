// What a checker needs beside the form: automatic checks, the material, what changed since last time.

import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";
import { dockets } from "../../api/clients";
import { isFilled, showValue } from "../../draft/field";
import type { Content } from "../../draft/merge";
import { useDraftQuery } from "../../draft/useDraft";
import { Mark } from "../../form/Mark";
import type { Docket, Form } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { SaidTime } from "../../ui/SaidTime";
import { DiffRows } from "../docket/Diff";
import { diffRows } from "../docket/diffRows";
import { FilesTab } from "../docket/FilesTab";
import { useBaseline } from "./baseline";
import "./check.css";
import { headOf } from "./finding";
import { useFindings } from "./findings";
import { words } from "./words";

/** Tells the form beside what was pointed at; undefined when the form has no list. */
export type Pointing = ((field: string, text?: string) => void) | undefined;

export function Findings({ docket, form, onPoint }: { docket: Docket; form?: Form; onPoint: Pointing }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const found = useFindings(docket);
  if (found.isPending && found.fetchStatus === "idle") return null;
  const names = new Map(form?.sections.flatMap((section) => section.fields.map((field) => [field.path, say(field.zh, field.en)] as const)));
  const list = found.data ?? [];
  const count = (severity: string) => list.filter((one) => one.severity === severity).length;
  return (
    <Card title={w("auto")} hint={w("autoHint")} label={w("auto")}>
      {found.isPending && <p className="muted" role="status">{w("checking")}</p>}
      {found.error && <ProblemAlert error={found.error} />}
      {found.data && list.length === 0 && <p className="finding-fine">✓ {w("fine")}</p>}
      {list.length > 0 && <p className="small">{[count("error") > 0 && w("errors", { count: count("error") }), count("warning") > 0 && w("warnings", { count: count("warning") })].filter(Boolean).join(" · ")}</p>}
      <ul className="plain findings">
        {list.map((one, i) => (
          <li key={i} data-finding={one.severity} data-field={one.field}>
            <Mark kind={one.severity === "error" ? "bad" : "warn"}>{w(one.severity)}</Mark>
            <span>{names.has(headOf(one.field)) && <strong>{names.get(headOf(one.field))}：</strong>}{say(one.zh, one.en)}{one.byDefault && <small className="muted">（{w("defaultRule")}）</small>}</span>
            {onPoint && <Button size="small" onClick={() => onPoint(headOf(one.field), say(one.zh, one.en))}>{w("toList")}</Button>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PointButton({ path, label, onPoint }: { path: string; label: string; onPoint: Pointing }) {
  const w = useWords(words);
  return onPoint ? <Button size="small" data-point={path} aria-label={w("pointOf", { label })} onClick={() => onPoint(path)}>{w("point")}</Button> : null;
}

function Whole({ form, content, onPoint }: { form: Form; content: Content; onPoint: Pointing }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const [filled, setFilled] = useState(!onPoint);
  const sections = form.sections
    .map((section) => ({ section, fields: section.fields.filter((field) => !filled || isFilled(content[field.path])) }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <div className="stack">
      <Checkbox checked={filled} onChange={(e) => setFilled(e.target.checked)}>{w("filled")}</Checkbox>
      {sections.map(({ section, fields }) => (
        <section key={section.code}>
          <h3 className="check-section">{say(section.zh, section.en)}</h3>
          {fields.map((field) => (
            <div key={field.path} className="diff-row" data-field={field.path}>
              <div className="between"><strong>{say(field.zh, field.en)}</strong><PointButton path={field.path} label={say(field.zh, field.en)} onPoint={onPoint} /></div>
              {isFilled(content[field.path]) ? <span className="pre">{showValue(field, content[field.path], language)}</span> : <span className="muted">{w("blank")}</span>}
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

export function CheckSide({ docket, onPoint }: { docket: Docket; onPoint: Pointing }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const form = useQuery({ queryKey: ["form", docket.id], staleTime: 60_000, retry: false, queryFn: () => dockets.getForm({ docket: docket.id }) });
  const draft = useDraftQuery(docket.id, false);
  const baseline = useBaseline(docket);
  const [view, setView] = useState<"whole" | "compare">();
  if (form.isPending || draft.isPending) return <Loading />;
  if (form.error) return <ProblemAlert error={form.error} />;
  if (draft.error) return <ProblemAlert error={draft.error} />;
  const content = (draft.data.content ?? {}) as Content;
  const shown = baseline ? view ?? "compare" : "whole";
  return (
    <div className="stack check-side">
      <Findings docket={docket} form={form.data} onPoint={onPoint} />
      <Card
        title={w("material")} label={w("material")}
        extra={baseline && <Segmented<"whole" | "compare"> value={shown} onChange={setView} options={[{ value: "compare", label: w("compare") }, { value: "whole", label: w("whole") }]} />}
      >
        {shown === "compare" && baseline ? (
          <>
            <p className="muted small"><SaidTime at={baseline.at}>{(time) => w("sinceReturn", { time })}</SaidTime></p>
            <DiffRows rows={diffRows(form.data, baseline.content, content, language)} extra={(row) => <PointButton path={row.path} label={row.label} onPoint={onPoint} />} />
          </>
        ) : <Whole form={form.data} content={content} onPoint={onPoint} />}
      </Card>
      <details className="item"><summary>{w("files")}</summary><FilesTab docket={docket.id} /></details>
    </div>
  );
}
