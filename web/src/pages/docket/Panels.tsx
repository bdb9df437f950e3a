// What only some subjects have: objections to answer, progress of a panel, feedback, the ledger.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { awards, funding, reviews } from "../../api/clients";
import { useSession } from "../../app/session";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { FactList } from "../../ui/Facts";
import { Money } from "../../ui/Money";
import { Note } from "../../ui/Note";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { labelOf } from "../../words/labels";
import { sayState } from "../../words/states";
import { UNKNOWN } from "../../words/unknown";
import { sayAccount } from "../../words/values";
import { objectionsOf } from "./objections";

const quiet = { retry: false, staleTime: 10_000 } as const;

function ObjectionText({ docket, number }: { docket: string; number: string }) {
  const { t } = useSpeak();
  const [open, setOpen] = useState(false);
  const read = useQuery({ ...quiet, queryKey: ["objection", docket, number], enabled: open, queryFn: () => awards.readObjection({ docket, number }) });
  if (!open) return <Button onClick={() => setOpen(true)}>{t("docket.readObjection", { number })}</Button>;
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
    <Card title={t("docket.objectionsHere")}>
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
  return <Note title={`${t("docket.progress")}：${words.join(" · ")}（${labelOf("needed")[language]} ${data.needed}）`} />;
}

export function Feedback({ docket }: { docket: Docket }) {
  const { t, language } = useSpeak();
  const rebuttal = (docket.facts as { review?: { rebuttal?: unknown } } | undefined)?.review?.rebuttal;
  const { data } = useQuery({ ...quiet, queryKey: ["feedback", docket.id, docket.seq.toString()], enabled: docket.machine === "project", queryFn: () => reviews.feedback({ docket: docket.id }) });
  if (!data || data.opinions.length === 0) return null;
  return (
    <Card title={`${t("docket.feedback")}　${data.aggregate && `${t("docket.aggregate")} ${data.aggregate}`}`}>
      <div className="card-list">
        {data.opinions.map((opinion) => (
          <article key={opinion.label}>
            <strong>{opinion.label}</strong> {opinion.total}
            <p className="pre" style={{ margin: "4px 0" }}>{opinion.comment}</p>
            <ul className="small muted">{opinion.scores.map((score) => <li key={score.criterion}>{docket.names[score.criterion] ?? UNKNOWN.criterion[language]} {score.points} {score.comment}</li>)}</ul>
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
    <Card title={t("docket.ledger")}>
      <div className="table-wrap"><table className="table"><tbody>
        {data.entries.map((entry) => (
          <tr key={`${entry.posting}/${entry.account}`}><td><Time at={entry.at} /></td><td>{sayAccount(entry.account, language)}</td><td className="num"><Money fen={entry.amountFen} /></td></tr>
        ))}
      </tbody></table></div>
    </Card>
  );
}
