// What is due to experts, by call and period, with the days they sat and who says so.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { experts } from "../../api/client/expert";
import { useSession } from "../../app/session";
import { showYuan } from "../../format/money";
import type { ExpertFee, ListFeesResponse, SatDay } from "../../gen/yanlu/review/v1/expert_pb";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Note } from "../../ui/Note";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { keep } from "./data";
import { DayForm, type DayAsked } from "./DayForm";
import { words, type Word } from "./words";
import "../lists/lists.css";
import "./experts.css";

const HEADS = ["name", "employer", "grade", "items", "item", "sat", "daysFee", "sum"] as const;
const NUMBERS = new Set<string>(["items", "item", "sat", "daysFee", "sum"]);

/** A day, how it counts, and who says so. */
function Sat({ day, onCorrect }: { day: SatDay; onCorrect?: () => void }) {
  const w = useWords(words);
  const says = day.byName ? w("byHand", { who: day.byName, why: day.reason }) : w("byMeeting", { meeting: day.meeting });
  return (
    <li data-sat={day.day}>
      <span>{day.day} {w(`share_${day.share}` as Word)}</span> <span className="muted">{says}</span>
      {onCorrect && <Button type="link" size="small" aria-label={`${w("correct")} ${day.day}`} onClick={onCorrect}>{w("correct")}</Button>}
    </li>
  );
}

function Row({ fee, onAsk }: { fee: ExpertFee; onAsk: (asked: DayAsked) => void }) {
  const w = useWords(words);
  const known = { call: fee.call, callTitle: fee.callTitle, person: fee.person, name: fee.name };
  return (
    <>
      <tr data-fee={fee.person}>
        <td>{fee.name}</td><td>{fee.employerName}</td><td>{w(fee.grade as Word)}</td><td className="num">{fee.items}</td><td className="num">{showYuan(fee.itemFen)}</td>
        <td className="num">{fee.days}</td><td className="num">{showYuan(fee.daysFen)}</td><td className="num">{showYuan(fee.totalFen)}</td>
      </tr>
      {fee.sat.length > 0 && (
        <tr className="sat-row" data-sat-of={fee.person}>
          <td colSpan={HEADS.length}>
            <ul className="plain small" aria-label={`${fee.name} ${w("satDay")}`}>
              {fee.sat.map((day) => <Sat key={day.day} day={day} {...(fee.mayRecord ? { onCorrect: () => onAsk({ ...known, day: day.day, share: day.share }) } : {})} />)}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}

function List({ answer, onAsk }: { answer: ListFeesResponse; onAsk: (asked: DayAsked) => void }) {
  const w = useWords(words);
  const calls = [...new Map(answer.fees.map((fee) => [fee.call, fee.callTitle]))];
  return (
    <div className="stack">
      <Note type="info" title={answer.evidence === "default" ? w("evidence_default") : `${w("evidence")}：${answer.evidence}`} description={`${w("satNote")}${answer.note}`} />
      {calls.map(([call, title]) => (
        <section key={call} className="stack" aria-label={title}>
          <h2>{title}</h2>
          <div className="table-wrap" tabIndex={0} role="region" aria-label={title}>
            <table className="table">
              <thead><tr>{HEADS.map((head) => <th key={head} scope="col" className={NUMBERS.has(head) ? "num" : undefined}>{w(head)}</th>)}</tr></thead>
              <tbody>
                {answer.fees.filter((fee) => fee.call === call).map((fee) => <Row key={fee.person} fee={fee} onAsk={onAsk} />)}
              </tbody>
            </table>
          </div>
        </section>
      ))}
      <p><strong>{w("sum")}：{showYuan(answer.totalFen)} 元</strong></p>
    </div>
  );
}

export function Fees() {
  const w = useWords(words);
  const { has } = useSession();
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<DayAsked>();
  const filter = { call: params.get("call") ?? "", from: params.get("from") ?? "", to: params.get("to") ?? "" };
  const list = useQuery({ queryKey: ["experts", "fees", filter], placeholderData: (old) => old, queryFn: () => experts.listFees(filter) });
  const sheet = useMutation({ mutationFn: async () => (await experts.listFees({ ...filter, workbook: true })).workbook, onSuccess: keep });
  const put = (change: Partial<typeof filter>) => setParams(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)), { replace: true });
  const day = (name: "from" | "to", label: Word) => <label className="day-field">{w(label)}<input type="date" value={filter[name]} onChange={(event) => put({ [name]: event.target.value })} /></label>;
  return (
    <Page title={w("feesTitle")} hint={w("feesHint")} actions={
      <>
        {has("agency", "officer") && <Button type="primary" onClick={() => setAsked({})}>{w("recordDay")}</Button>}
        {list.data && list.data.fees.length > 0 && <Button loading={sheet.isPending} onClick={() => sheet.mutate()}>{w("sheet")}</Button>}
      </>
    }>
      <div className="filter-bar"><div className="row">{day("from", "feeFrom")}{day("to", "feeTo")}</div></div>
      {list.isPending && <Loading />}
      {(list.error ?? sheet.error) && <ProblemAlert error={list.error ?? sheet.error} onRetry={() => void list.refetch()} />}
      {list.data?.fees.length === 0 && <EmptyState title={w("noFees")} hint={w("noFeesHint")} />}
      {list.data && list.data.fees.length > 0 && <List answer={list.data} onAsk={setAsked} />}
      <DayForm asked={asked} onClose={() => setAsked(undefined)} />
    </Page>
  );
}
