// Scores: one row for each criterion of the rubric, the running total and the line beside it.

import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useEffect, useId } from "react";
import { reviews } from "../api/clients";
import type { RubricCriterion } from "../gen/yanlu/review/v1/review_pb";
import { useSpeak } from "../i18n";
import { LongText } from "../ui/LongText";
import { Loading } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { useActionContext } from "./context";
import { totalOf, type Row } from "./values";
import type { WidgetProps } from "./widgets";

function startRows(criteria: RubricCriterion[], typed: Row[]): Row[] {
  return criteria.map(({ code }) => ({ points: "", comment: "", ...typed.find((row) => row.criterion === code), criterion: code }));
}

type LineProps = { criterion: RubricCriterion; row: Row; onChange: (row: Row) => void };

function Line({ criterion, row, onChange }: LineProps) {
  const { t, say } = useSpeak();
  const id = useId();
  const name = say(criterion.zh, criterion.en);
  return (
    <div className="rows-row" role="group" aria-label={name}>
      <div className="whole"><strong>{name}</strong></div>
      <div>
        <label htmlFor={`${id}-points`}>{t("rows.points")} {t("rows.full", { max: criterion.weight })}</label>
        <Input
          id={`${id}-points`} inputMode="decimal" value={row.points} suffix={`/ ${criterion.weight}`}
          status={Number(row.points) > criterion.weight ? "error" : undefined}
          onChange={(e) => onChange({ ...row, points: e.target.value })}
        />
      </div>
      <div className="wide">
        <label htmlFor={`${id}-comment`}>{t("rows.comment")}</label>
        <LongText id={`${id}-comment`} rows={2} value={row.comment} onChange={(comment) => onChange({ ...row, comment })} />
      </div>
    </div>
  );
}

export function ScoresWidget({ id, value, onChange }: WidgetProps<Row[]>) {
  const { t } = useSpeak();
  const { docket = "" } = useActionContext();
  const { data, error } = useQuery({ queryKey: ["rubric", docket], queryFn: () => reviews.getRubric({ docket }) });
  const criteria = data?.criteria ?? [];
  const rows = startRows(criteria, value ?? []);
  useEffect(() => {
    if (criteria.length > 0 && (value?.length ?? 0) !== criteria.length) onChange?.(rows);
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Loading />;
  const full = criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  return (
    <div className="rows" id={id}>
      {criteria.map((criterion, i) => (
        <Line key={criterion.code} criterion={criterion} row={rows[i] ?? {}} onChange={(row) => onChange?.(rows.map((old, at) => (at === i ? row : old)))} />
      ))}
      {data.commentMinChars > 0 && <div className="small muted">{t("rows.minComment", { min: data.commentMinChars })}</div>}
      <div className="between" aria-live="polite">
        <strong>{t("rows.total")} {totalOf(rows.map((row) => row.points))} / {full}</strong>
        {data.pass && <span className="muted">{t("rows.pass", { pass: data.pass })}</span>}
      </div>
    </div>
  );
}
