// What is asked for once when several applications are carried on together.

import { Button, Input } from "antd";
import { useState } from "react";
import { parseWan, wanOf } from "../../format/money";
import type { RankRow } from "../../gen/yanlu/review/v1/review_pb";
import { useWords } from "../../i18n/words";
import { LongText } from "../../ui/LongText";
import type { Step } from "./decision";
import { words } from "./words";

/** What is proposed at first: what the reviewers advise, never more than was asked for. */
const proposed = ({ requestedFen, adviceFen }: RankRow): bigint => (adviceFen > 0n && adviceFen < requestedFen ? adviceFen : requestedFen);

export type BulkValues = { meeting: string; minutes: string; opinion: string; survey: string; amounts: Record<string, string>; departures: Record<string, string> };

type Props = { step: Step; rows: RankRow[]; apart: ReadonlySet<string>; survey: boolean; busy: boolean; onSend: (values: BulkValues) => void; onCancel: () => void };

/** Names of the fields that are missing or wrong. */
function wrongOf(step: Step, values: BulkValues, rows: RankRow[], apart: ReadonlySet<string>, survey: boolean): Set<string> {
  const wrong = new Set<string>();
  if (step === "approve" && !values.minutes.trim()) wrong.add("minutes");
  if (step !== "advise") return wrong;
  if (!values.opinion.trim()) wrong.add("opinion");
  if (survey && !values.survey.trim()) wrong.add("survey");
  for (const { docket } of rows) {
    if (!parseWan(values.amounts[docket] ?? "").ok) wrong.add(`amount.${docket}`);
    if (apart.has(docket) && !values.departures[docket]?.trim()) wrong.add(`why.${docket}`);
  }
  return wrong;
}

export function BulkForm({ step, rows, apart, survey, busy, onSend, onCancel }: Props) {
  const w = useWords(words);
  const [values, setValues] = useState<BulkValues>(() => ({ meeting: "", minutes: "", opinion: "", survey: "", departures: {}, amounts: Object.fromEntries(rows.map((row) => [row.docket, wanOf(proposed(row))])) }));
  const [tried, setTried] = useState(false);
  const wrong = wrongOf(step, values, rows, apart, survey);
  const put = (change: Partial<BulkValues>) => setValues((old) => ({ ...old, ...change }));
  const error = (name: string, text: string) => (tried && wrong.has(name) ? <div className="small rank-error" role="alert">{text}</div> : null);
  const send = () => {
    setTried(true);
    if (wrong.size === 0) onSend(values);
  };
  return (
    <div className="stack" data-bulk-form={step}>
      {step === "table" && <div><label htmlFor="bulk-meeting">{w("meetingName")}</label><Input id="bulk-meeting" maxLength={200} value={values.meeting} onChange={(e) => put({ meeting: e.target.value })} /></div>}
      {step === "approve" && <div><label htmlFor="bulk-minutes">{w("minutesNumber")}</label><Input id="bulk-minutes" maxLength={200} value={values.minutes} onChange={(e) => put({ minutes: e.target.value })} />{error("minutes", w("required"))}</div>}
      {step === "advise" && (
        <>
          {rows.map((row) => (
            <fieldset key={row.docket} className="rank-one" data-departs={apart.has(row.docket) || undefined}>
              <legend>{row.rank}. {row.title}</legend>
              <label htmlFor={`amount-${row.docket}`}>{w("amount")}</label>
              <Input id={`amount-${row.docket}`} inputMode="decimal" style={{ maxWidth: 200 }} value={values.amounts[row.docket]} onChange={(e) => put({ amounts: { ...values.amounts, [row.docket]: e.target.value } })} />
              {error(`amount.${row.docket}`, w("badMoney"))}
              {apart.has(row.docket) && (
                <>
                  <p className="small rank-warn">{w("whyHint")}</p>
                  <label htmlFor={`why-${row.docket}`}>{w("why")}</label>
                  <LongText id={`why-${row.docket}`} rows={2} max={5000} value={values.departures[row.docket]} onChange={(text) => put({ departures: { ...values.departures, [row.docket]: text } })} />
                  {error(`why.${row.docket}`, w("required"))}
                </>
              )}
            </fieldset>
          ))}
          <div><label htmlFor="bulk-opinion">{w("opinion")}</label><LongText id="bulk-opinion" rows={3} max={5000} value={values.opinion} onChange={(opinion) => put({ opinion })} />{error("opinion", w("required"))}</div>
          {survey && <div><label htmlFor="bulk-survey">{w("survey")}</label><LongText id="bulk-survey" rows={2} max={5000} value={values.survey} onChange={(text) => put({ survey: text })} />{error("survey", w("required"))}</div>}
        </>
      )}
      <div className="row"><Button type="primary" loading={busy} onClick={send}>{w("go", { count: rows.length })}</Button><Button onClick={onCancel}>{w("cancel")}</Button></div>
    </div>
  );
}
