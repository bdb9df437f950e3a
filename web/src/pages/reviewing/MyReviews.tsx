// All my reviews of a call in one grid: how far each is, several submitted at
// once, a submitted one taken back, and the way to work without a connection.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Drawer, Modal, Select } from "antd";
import { useRef, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { reviewing } from "../../api/client/reviewing";
import { reviews } from "../../api/clients";
import { dockets } from "../../api/client/docket";
import { RequestIds } from "../../form/requestId";
import type { GetRubricResponse } from "../../gen/yanlu/review/v1/review_pb";
import type { MyReview } from "../../gen/yanlu/review/v1/reviewing_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { wanOf } from "../../format/money";
import { dateOf } from "../../format/time";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { BulkResult } from "../lists/BulkResult";
import { BulkRun, type Outcome } from "../lists/bulk";
import "../lists/lists.css";
import { Offline } from "./Offline";
import { gapsOf, lengthOf, scoreOf, sumOf, typedOf, type Typed } from "./opinion";
import "./reviewing.css";
import { words } from "./words";

/** What one review holds: the submitted opinion once there is one, else the draft. */
function heldBy(review: MyReview, rubric: GetRubricResponse): Typed {
  const facts = (review.docket?.facts as { review?: Record<string, unknown> } | undefined)?.review ?? {};
  if (review.docket?.state === "SCORED") return typedOf({ ...facts, fundingFen: "" }, rubric);
  const draft = review.draft;
  return typedOf({ scores: draft?.scores ?? [], comment: draft?.comment, advice: draft?.advice, fundingFen: draft && draft.fundingFen > 0n ? wanOf(draft.fundingFen) : "" }, rubric);
}

type LineProps = { review: MyReview; rubric: GetRubricResponse; chosen: boolean; onChoose: (yes: boolean) => void; onTakeBack: () => void };

function Line({ review, rubric, chosen, onChoose, onTakeBack }: LineProps) {
  const w = useWords(words);
  const { docket } = review;
  if (!docket) return null;
  const typed = heldBy(review, rubric);
  const gaps = gapsOf(typed, rubric).length;
  const writable = docket.state === "ACCEPTED";
  return (
    <tr data-review={docket.id} data-state={docket.state}>
      <td><Checkbox aria-label={w("select", { title: docket.title })} disabled={!writable} checked={chosen} onChange={(e) => onChoose(e.target.checked)} /></td>
      <td><Link to={writable ? `/reviewing/${docket.id}` : `/dockets/${docket.id}`}>{docket.title}</Link></td>
      <td><StateTag state={docket.state} zh={docket.stateZh} en={docket.stateEn} terminal={docket.terminal} /></td>
      <td><Time at={dateOf(docket.dueAt)} /></td>
      {typed.scores.map((row) => <td key={row.criterion} className="num criterion">{row.points}</td>)}
      <td className="num"><strong>{sumOf(typed)}</strong></td>
      <td className="num">{lengthOf(typed.comment)}</td>
      <td>{typed.advice === "recommend" || typed.advice === "not_recommend" ? w(typed.advice) : ""}</td>
      <td>
        {writable && <span className={gaps > 0 ? "lacking" : undefined}>{gaps > 0 ? w("lacking", { count: gaps }) : w("ready")}</span>}
        {docket.state === "INVITED" && <Link to={`/dockets/${docket.id}?do=accept_review`}>{w("answer")}</Link>}
        {review.mayTakeBack && <Button size="small" onClick={onTakeBack}>{w("takeBack")}</Button>}
      </td>
    </tr>
  );
}

function useSubmit(list: MyReview[], rubric: GetRubricResponse | undefined) {
  const [run, setRun] = useState<BulkRun>();
  const [state, setState] = useState<{ outcomes: readonly Outcome[]; running: boolean }>({ outcomes: [], running: false });
  const start = (ids: ReadonlySet<string>) => {
    if (!rubric) return;
    const items = list.flatMap(({ docket }) => (docket && ids.has(docket.id) ? [{ id: docket.id, seq: docket.seq, title: docket.title, code: docket.code }] : []));
    const made = new BulkRun(
      items,
      async (item, requestId) => {
        const draft = await reviewing.getOpinionDraft({ docket: item.id });
        const typed = typedOf({ scores: draft.scores, comment: draft.comment, advice: draft.advice, fundingFen: draft.fundingFen > 0n ? wanOf(draft.fundingFen) : "" }, rubric);
        return reviews.score({ requestId, docket: item.id, etag: item.seq, ...scoreOf(typed) });
      },
      async (id) => {
        const { docket } = await dockets.getDocket({ docket: id });
        return { id, seq: docket?.seq ?? 0n, title: docket?.title ?? "", code: docket?.code ?? "" };
      },
      (outcomes, running) => setState({ outcomes, running }),
    );
    setRun(made);
    void made.run();
  };
  return { run, ...state, start, close: () => setRun(undefined) };
}

function Grid({ list, rubric, onMoved }: { list: MyReview[]; rubric: GetRubricResponse; onMoved: () => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const submit = useSubmit(list, rubric);
  const ids = useRef(new RequestIds());
  const takeBack = useMutation({
    mutationFn: (review: MyReview) => {
      const body = { docket: review.docket?.id ?? "", etag: review.docket?.seq ?? 0n };
      return reviewing.takeBack({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: () => { void message.success(w("takenBack")); },
    onSettled: onMoved,
  });
  const choose = (id: string, yes: boolean) => setChosen((old) => new Set(yes ? [...old, id] : [...old].filter((one) => one !== id)));
  const open = list.filter(({ docket }) => docket && docket.state === "ACCEPTED" && chosen.has(docket.id)).length;
  const close = () => {
    if (submit.running) return;
    submit.close();
    setChosen(new Set());
    onMoved();
  };
  return (
    <div className="stack">
      {takeBack.error && <ProblemAlert error={takeBack.error} />}
      <div className="table-wrap" tabIndex={0} role="region" aria-label={w("mine")}>
        <table className="table review-grid">
          <thead>
            <tr>
              <th><span className="sr-only">{w("select", { title: "" })}</span></th><th>{w("application")}</th><th>{w("state")}</th><th>{w("due")}</th>
              {rubric.criteria.map((one) => <th key={one.code} className="num criterion">{say(one.zh, one.en)}<br /><small>/ {one.weight}</small></th>)}
              <th className="num">{w("total")}</th><th className="num">{w("chars")}</th><th>{w("advice")}</th><th><span className="sr-only">{w("write")}</span></th>
            </tr>
          </thead>
          <tbody>
            {list.map((review) => (
              <Line key={review.docket?.id} review={review} rubric={rubric} chosen={chosen.has(review.docket?.id ?? "")} onChoose={(yes) => choose(review.docket?.id ?? "", yes)} onTakeBack={() => takeBack.mutate(review)} />
            ))}
          </tbody>
        </table>
      </div>
      <div><Button type="primary" disabled={open === 0} onClick={() => setAsking(true)}>{w("submitSome", { count: open })}</Button></div>
      <Modal open={asking} title={w("submitName")} okText={w("confirm")} cancelText={w("cancel")} onCancel={() => setAsking(false)} onOk={() => { setAsking(false); submit.start(chosen); }}><p>{w("sure", { count: open })}</p></Modal>
      {submit.run && <Drawer open title={w("submitName")} size={560} onClose={close} rootClassName="bulk-drawer"><BulkResult name={w("submitName")} outcomes={submit.outcomes} running={submit.running} run={submit.run} onClose={close} /></Drawer>}
    </div>
  );
}

export function MyReviews() {
  const w = useWords(words);
  const queries = useQueryClient();
  const [query, setQuery] = useSearchParams();
  const call = query.get("call") ?? "";
  const answer = useQuery({ queryKey: ["dockets", "my-reviews", call], queryFn: () => reviewing.listMyReviews({ call }) });
  const list = answer.data?.reviews ?? [];
  const first = list[0]?.docket?.id ?? "";
  const rubric = useQuery({ queryKey: ["rubric", first], enabled: first !== "", staleTime: 600_000, queryFn: () => reviews.getRubric({ docket: first }) });
  const moved = () => void queries.invalidateQueries({ queryKey: ["dockets"] });
  const shown = list[0]?.call ?? call;
  return (
    <Page title={w("mine")} hint={w("mineHint")} actions={first && <Offline call={shown} onLoaded={moved} />}>
      {answer.isPending && <Loading />}
      {answer.error && <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />}
      {rubric.error && <ProblemAlert error={rubric.error} />}
      <div className="stack reviewing-page">
        {(answer.data?.calls.length ?? 0) > 1 && (
          <Select aria-label={w("call")} value={shown} style={{ width: "100%", maxWidth: 560 }} onChange={(chosen: string) => setQuery({ call: chosen })} options={answer.data?.calls.map((one) => ({ value: one.call, label: w("openCount", { title: one.title, count: one.open }) }))} />
        )}
        {answer.data && list.length === 0 && <EmptyState title={w("none")} hint={w("noneHint")} />}
        {answer.data && answer.data.dailyLimit > 0 && <p className="muted" data-daily>{w("today", { today: answer.data.submittedToday, limit: answer.data.dailyLimit })}</p>}
        {rubric.data && list.length > 0 && <Grid key={shown} list={list} rubric={rubric.data} onMoved={moved} />}
      </div>
    </Page>
  );
}
