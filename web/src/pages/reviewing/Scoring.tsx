// One opinion in the making, with the file beside it on the same screen. What is
// typed is on the device at once and on the server a moment later.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Radio } from "antd";
import { useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { reviews } from "../../api/clients";
import { useSession } from "../../app/session";
import { keys } from "../../app/keys";
import type { Shelf } from "../../draft/keeper";
import type { JsonValue } from "../../draft/merge";
import { MergeDialog } from "../../draft/MergeDialog";
import { SavedBar } from "../../draft/SavedBar";
import { useDraftQuery, useKeeper, useShelf } from "../../draft/useDraft";
import { RequestIds } from "../../form/requestId";
import type { Docket, Draft } from "../../gen/yanlu/docket/v1/docket_pb";
import type { GetRubricResponse, RubricCriterion } from "../../gen/yanlu/review/v1/review_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { LongText } from "../../ui/LongText";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { labelOf } from "../../words/labels";
import { ReviewedFile } from "../docket/ReviewedFile";
import { useDocket } from "../docket/useDocket";
import { gapsOf, leastChars, lengthOf, needsReason, scoreOf, sumOf, typedOf, type Gap, type Row, type Typed } from "./opinion";
import "./reviewing.css";
import { words } from "./words";

type LineProps = { criterion: RubricCriterion; row: Row; rubric: GetRubricResponse; gap?: Gap; tried: boolean; onChange: (row: Row) => void };

function Line({ criterion, row, rubric, gap, tried, onChange }: LineProps) {
  const w = useWords(words);
  const { say } = useSpeak();
  const name = say(criterion.zh, criterion.en);
  const low = needsReason(row.points, criterion.weight, rubric);
  return (
    <div className="score-line" role="group" aria-label={name} data-criterion={criterion.code}>
      <div className="score-head">
        <strong>{name}</strong>
        <Input
          aria-label={w("points", { name, most: criterion.weight })} inputMode="decimal" suffix={`/ ${criterion.weight}`} value={row.points}
          status={gap?.kind === "range" || (tried && gap?.kind === "points") ? "error" : undefined} onChange={(e) => onChange({ ...row, points: e.target.value })}
        />
      </div>
      {gap?.kind === "range" && <div className="small field-defect" role="alert">{w("range", { most: criterion.weight })}</div>}
      <ul className="anchors">{criterion.anchors.map((anchor) => <li key={anchor.points}>{w("anchor", { points: anchor.points, text: say(anchor.zh, anchor.en) })}</li>)}</ul>
      <LongText aria-label={w("reason", { name })} rows={2} max={5000} value={row.comment} onChange={(comment) => onChange({ ...row, comment })} />
      {low && !row.comment.trim() && <div className="small field-defect">{w("reasonAsked", { percent: rubric.belowPercent })}</div>}
    </div>
  );
}

type SheetProps = { typed: Typed; rubric: GetRubricResponse; tried: boolean; put: (part: Partial<Typed>) => void };

function Sheet({ typed, rubric, tried, put }: SheetProps) {
  const w = useWords(words);
  const gaps = gapsOf(typed, rubric);
  const at = (field: string) => gaps.find((gap) => gap.field === field);
  const least = leastChars(typed, rubric);
  const full = rubric.criteria.reduce((sum, one) => sum + one.weight, 0);
  return (
    <>
      <Card title={w("criteria")}>
        {rubric.criteria.map((criterion, i) => (
          <Line
            key={criterion.code} criterion={criterion} rubric={rubric} tried={tried} gap={at(`scores.${criterion.code}`)} row={typed.scores[i] ?? { criterion: criterion.code, points: "", comment: "" }}
            onChange={(row) => put({ scores: typed.scores.map((old) => (old.criterion === row.criterion ? row : old)) })}
          />
        ))}
        <div className="score-sum between" aria-live="polite"><strong>{w("sum", { total: sumOf(typed), full })}</strong>{rubric.pass && <span className="muted">{w("pass", { pass: rubric.pass })}</span>}</div>
      </Card>
      <Card title={w("comment")}>
        <div className="stack">
          <div data-gap="comment"><LongText aria-label={w("comment")} rows={5} max={5000} value={typed.comment} onChange={(comment) => put({ comment })} /></div>
          <div className={`small ${lengthOf(typed.comment) < least ? "field-defect" : "muted"}`} role="status" data-chars>{w("commentLeft", { have: lengthOf(typed.comment), least })}</div>
          <Radio.Group
            data-gap="advice" aria-label={w("advice")} value={typed.advice || undefined} onChange={(e) => put({ advice: e.target.value as string })}
            options={[{ value: "recommend", label: w("recommend") }, { value: "not_recommend", label: w("not_recommend") }]}
          />
          <label data-gap="fundingFen">{w("funding")}<Input aria-label={w("funding")} inputMode="decimal" style={{ maxWidth: 260, display: "block" }} value={typed.fundingFen} status={at("fundingFen") ? "error" : undefined} onChange={(e) => put({ fundingFen: e.target.value })} /></label>
          {at("fundingFen") && <div className="small field-defect" role="alert">{w("moneyWrong")}</div>}
        </div>
      </Card>
    </>
  );
}

type WritingProps = { person: string; docket: Docket; draft: Draft; shelf: Shelf; rubric: GetRubricResponse };

const NO_FIELDS = new Map<string, never>();

function Writing({ person, docket, draft, shelf, rubric }: WritingProps) {
  const w = useWords(words);
  const { language } = useSpeak();
  const { message } = App.useApp();
  const go = useNavigate();
  const queries = useQueryClient();
  const { keeper, view } = useKeeper(person, docket.id, draft, shelf);
  const [tried, setTried] = useState(false);
  const ids = useRef(new RequestIds());
  const sheet = useRef<HTMLDivElement>(null);
  const typed = typedOf(view.content, rubric);
  const gaps = gapsOf(typed, rubric);
  const put = (part: Partial<Typed>) => {
    for (const [field, value] of Object.entries(part)) keeper.set(field, value as unknown as JsonValue);
  };
  /** Says what is missing and goes to the first of it. */
  const miss = () => {
    setTried(true);
    const field = gaps[0]?.field ?? "";
    const criterion = field.startsWith("scores.") ? field.slice("scores.".length) : "";
    sheet.current?.querySelector<HTMLElement>(criterion ? `[data-criterion="${CSS.escape(criterion)}"] ${gaps[0]?.kind === "reason" ? "textarea" : "input"}` : `[data-gap="${CSS.escape(field)}"] :is(textarea, input)`)?.focus();
  };
  const submit = useMutation({
    mutationFn: () => {
      const body = { docket: docket.id, etag: docket.seq, ...scoreOf(typed) };
      return reviews.score({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: async () => {
      keeper.forget();
      void message.success(w("submitted"));
      await queries.invalidateQueries({ queryKey: keys.docket(docket.id) });
      await go("/reviewing");
    },
  });
  return (
    <div className="stack" ref={sheet}>
      <SavedBar view={view} labelOf={(field) => labelOf(field)[language]} onSave={() => void keeper.flush()} />
      <Sheet typed={typed} rubric={rubric} tried={tried} put={put} />
      {submit.error && <ProblemAlert error={submit.error} />}
      <div className="between">
        <Button type="primary" size="large" loading={submit.isPending} onClick={() => (gaps.length === 0 ? submit.mutate() : miss())}>{w("submit")}</Button>
        {gaps.length > 0 && <span role="status" className={tried ? "field-defect" : "muted"}>{w("stillMissing", { count: gaps.length })}</span>}
      </div>
      <MergeDialog stale={view.stale} fields={NO_FIELDS} onChoose={(choices) => void keeper.choose(choices)} />
    </div>
  );
}

function Side({ docket, editable }: { docket: Docket; editable: boolean }) {
  const w = useWords(words);
  const { me } = useSession();
  const rubric = useQuery({ queryKey: ["rubric", docket.id], staleTime: 600_000, queryFn: () => reviews.getRubric({ docket: docket.id }) });
  const draft = useDraftQuery(docket.id, false);
  const shelf = useShelf(me?.person, docket.id);
  if (!editable) return <EmptyState title={w("notOpen")} action={<Link to={`/dockets/${docket.id}`}>{w("read")}</Link>} />;
  const error = rubric.error ?? (draft.data ? null : draft.error);
  if (error) return <ProblemAlert error={error} onRetry={() => { void rubric.refetch(); void draft.refetch(); }} />;
  if (!rubric.data || !draft.data || !me || !shelf) return <Loading />;
  return <Writing person={me.person} docket={docket} draft={draft.data} shelf={shelf} rubric={rubric.data} />;
}

export function Scoring() {
  const w = useWords(words);
  const { docket: id = "" } = useParams();
  const answer = useDocket(id);
  if (answer.error && !answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const docket = answer.data?.docket;
  if (!docket) return <Loading />;
  return (
    <Page title={docket.title || w("scoring")} hint={<Link to="/reviewing">{w("back")}</Link>}>
      <div className="two two-even">
        <Side key={id} docket={docket} editable={answer.data?.editable ?? false} />
        <ReviewedFile docket={docket} />
      </div>
    </Page>
  );
}
