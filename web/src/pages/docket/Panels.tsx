// What only some subjects have: objections to answer, progress of a panel, feedback, the ledger.

import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card } from "antd";
import { useState } from "react";
import { awards, funding, reviews } from "../../api/clients";
import { useSession } from "../../app/session";
import { showWan } from "../../format/money";
import { showTime } from "../../format/time";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { FactList } from "../../ui/Facts";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { labelOf } from "../../words/labels";
import { sayState } from "../../words/states";
import { sayAccount } from "../../words/values";
import { objectionsOf } from "./objections";

const quiet = { retry: false, staleTime: 10_000 } as const;

function ObjectionText({ docket, number }: { docket: string; number: string }) {
  const { t } = useSpeak();
  const [open, setOpen] = useState(false);
  const read = useQuery({ ...quiet, queryKey: ["objection", docket, number], enabled: open, queryFn: () => awards.readObjection({ docket, number }) });
  if (!open) return <Button size="small" onClick={() => setOpen(true)}>{t("docket.readObjection", { number })}</Button>;
  if (read.error) return <ProblemAlert error={read.error} />;
  const one = read.data;
  if (!one) return null;
  const rows = { name: one.name, contact: one.contact, grounds: one.grounds, evidence: one.evidence };
  return (
    <div className="facts"><FactList facts={rows} /></div>
  );
}

export function Objections({ docket }: { docket: Docket }) {
  const { t } = useSpeak();
  const { has } = useSession();
  const list = objectionsOf(docket);
  if (list.length === 0 || !has("discipline", "director", "auditor")) return null;
  return (
    <Card size="small" title={t("docket.objectionsHere")}>
      <div className="stack">{list.map(({ number }) => <ObjectionText key={number} docket={docket.id} number={number} />)}</div>
    </Card>
  );
}

export function PanelProgress({ docket }: { docket: Docket }) {
  const { t, language } = useSpeak();
  const { has } = useSession();
  const shown = docket.state === "UNDER_REVIEW" && has("agency", "officer", "director", "discipline", "auditor");
  const { data } = useQuery({ ...quiet, queryKey: ["progress", docket.id, docket.seq.toString()], enabled: shown, queryFn: () => reviews.reviewProgress({ docket: docket.id }) });
  if (!shown || !data) return null;
  const words = Object.entries(data.counts).map(([state, count]) => `${sayState("review", state, language)} ${count}`);
  return <Alert type="info" title={`${t("docket.progress")}：${words.join(" · ")}（${labelOf("needed")[language]} ${data.needed}）`} />;
}

export function Feedback({ docket }: { docket: Docket }) {
  const { t, language } = useSpeak();
  const rebuttal = (docket.facts as { review?: { rebuttal?: unknown } } | undefined)?.review?.rebuttal;
  const rubric = useQuery({ ...quiet, queryKey: ["rubric", docket.id], enabled: docket.machine === "project", queryFn: () => reviews.getRubric({ docket: docket.id }) });
  const criteria = new Map(rubric.data?.criteria.map((criterion) => [criterion.code, criterion.zh]));
  const { data } = useQuery({ ...quiet, queryKey: ["feedback", docket.id, docket.seq.toString()], enabled: docket.machine === "project", queryFn: () => reviews.feedback({ docket: docket.id }) });
  if (!data || data.opinions.length === 0) return null;
  return (
    <Card size="small" title={`${t("docket.feedback")}　${data.aggregate && `${t("docket.aggregate")} ${data.aggregate}`}`}>
      <div className="card-list">
        {data.opinions.map((opinion) => (
          <article key={opinion.label}>
            <strong>{opinion.label}</strong> {opinion.total}
            <p className="pre" style={{ margin: "4px 0" }}>{opinion.comment}</p>
            <ul className="small muted">{opinion.scores.map((score) => <li key={score.criterion}>{criteria.get(score.criterion) ?? score.criterion} {score.points} {score.comment}</li>)}</ul>
          </article>
        ))}
        {typeof rebuttal === "string" && <article><strong>{labelOf("rebuttal")[language]}</strong><p className="pre" style={{ margin: "4px 0" }}>{rebuttal}</p></article>}
      </div>
    </Card>
  );
}

export function Ledger({ docket }: { docket: Docket }) {
  const { t, language } = useSpeak();
  const { has } = useSession();
  const shown = docket.machine === "project" && has("pi", "institution", "officer", "director", "party_group", "leading_group", "finance", "auditor");
  const { data } = useQuery({ ...quiet, queryKey: ["ledger", docket.id, docket.seq.toString()], enabled: shown, queryFn: () => funding.listLedger({ docket: docket.id }) });
  if (!data || data.entries.length === 0) return null;
  return (
    <Card size="small" title={t("docket.ledger")}>
      <div className="table-wrap"><table className="table"><tbody>
        {data.entries.map((entry) => (
          <tr key={`${entry.posting}/${entry.account}`}><td>{showTime(entry.at)}</td><td>{sayAccount(entry.account, language)}</td><td className="num">{showWan(entry.amountFen)} {t("common.unit")}</td></tr>
        ))}
      </tbody></table></div>
    </Card>
  );
}
