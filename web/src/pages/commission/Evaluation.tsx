// The officer scores the agency by the rubric of the pack; beside each criterion stands what is on record.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { commissions } from "../../api/client/commission";
import { ActionForm } from "../../form/ActionForm";
import { totalOf, type Row } from "../../form/values";
import { CommissionService, type AgencyFigure } from "../../gen/yanlu/review/v1/commission_pb";
import type { RubricCriterion } from "../../gen/yanlu/review/v1/review_pb";
import type { Action, Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { factsOf } from "./stage";
import { Unplaced } from "./Unplaced";
import { words } from "./words";

type Props = { docket: Docket; actions: Action[]; onDone: (event: string, receipt: Receipt) => void };

const UNITS = { d: "unitDays", chars: "unitChars" } as const;

function Figures({ figures }: { figures: AgencyFigure[] }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const unitOf = (unit: string) => (unit === "" ? "" : ` ${unit in UNITS ? w(UNITS[unit as keyof typeof UNITS]) : unit}`);
  return (
    <div>
      <div className="muted small">{w("figures")}</div>
      {figures.length === 0 ? <span className="muted">{w("noFigure")}</span> : <ul>{figures.map((one) => <li key={one.code} data-figure={one.code}>{say(one.zh, one.en)} <strong className="num">{one.value}{unitOf(one.unit)}</strong></li>)}</ul>}
    </div>
  );
}

function Criterion({ criterion, row, figures, onChange }: { criterion: RubricCriterion; row: Row; figures: AgencyFigure[]; onChange?: (row: Row) => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const id = useId();
  const name = say(criterion.zh, criterion.en);
  const points = row.points ?? "";
  return (
    <div className="evaluate-row" role="group" aria-label={name} data-criterion={criterion.code}>
      <div className="stack">
        <strong>{name} <span className="muted small">{w("full", { max: criterion.weight })}</span></strong>
        {onChange ? (
          <div className="row" style={{ alignItems: "flex-start" }}>
            <div style={{ width: 96 }}><label htmlFor={`${id}-points`}>{w("points")}</label><input id={`${id}-points`} inputMode="decimal" value={points} aria-invalid={Number(points) > criterion.weight} onChange={(event) => onChange({ ...row, points: event.target.value })} /></div>
            <div style={{ flex: "1 1 200px" }}><label htmlFor={`${id}-why`}>{w("reason")}</label><input id={`${id}-why`} value={row.comment ?? ""} maxLength={500} onChange={(event) => onChange({ ...row, comment: event.target.value })} /></div>
          </div>
        ) : <div><strong>{points}</strong> <span className="muted">{row.comment}</span></div>}
      </div>
      <Figures figures={figures} />
    </div>
  );
}

export function Evaluation({ docket, actions, onDone }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const [typed, setTyped] = useState<Record<string, Row>>({});
  const over = docket.state === "HANDED_OVER" || docket.state === "EVALUATED";
  const answer = useQuery({ queryKey: ["commission-figures", docket.id, docket.seq.toString()], enabled: over, queryFn: () => commissions.agencyFigures({ docket: docket.id }) });
  if (!over) return <EmptyState title={w("evaluationNotYet")} />;
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { criteria, figures } = answer.data;
  const action = actions.find((one) => one.event === "evaluate_agency");
  const evaluation = factsOf(docket).evaluation;
  const given = Array.isArray(evaluation?.scores) ? (evaluation.scores as unknown as Row[]) : [];
  const done = docket.state === "EVALUATED";
  const editable = !done && action !== undefined && !action.refused;
  const rowOf = (code: string): Row => (done ? given.find((row) => row.criterion === code) : typed[code]) ?? { criterion: code };
  const rows: Row[] = criteria.map((criterion) => ({ ...rowOf(criterion.code), criterion: criterion.code }));
  const full = criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  return (
    <Card title={w(done ? "result" : "evaluation")} hint={w("evaluationHint")}>
      <div className="stack">
        <div>
          {criteria.map((criterion, i) => (
            <Criterion
              key={criterion.code} criterion={criterion} row={rows[i] ?? {}} figures={figures.filter((one) => one.criterion === criterion.code)}
              onChange={editable ? (row) => setTyped({ ...typed, [criterion.code]: row }) : undefined}
            />
          ))}
        </div>
        <strong aria-live="polite" data-total>{w("sum")} {done ? String(evaluation?.total ?? "") : totalOf(rows.map((row) => row.points))} / {full}</strong>
        {done && <div><div className="pre">{String(evaluation?.comment ?? "")}</div><div className="muted small"><Time at={new Date(String(evaluation?.at))} /></div></div>}
        {!done && action?.refused && <p className="muted">{say(action.refusedZh, action.refusedEn)}</p>}
        {editable && (
          <ActionForm
            method={CommissionService.method.evaluateAgency} name={say(action.zh, action.en)} subject={{ id: docket.id, seq: docket.seq, title: docket.title || docket.code }}
            fixed={{ scores: rows }} elsewhere={(_, outside) => <Unplaced violations={outside} />} onDone={(receipt) => onDone("evaluate_agency", receipt)}
          />
        )}
      </div>
    </Card>
  );
}
