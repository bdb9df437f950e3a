// The hand-over: what will be sealed, what was, and by which hash.

import { Typography } from "antd";
import { Link } from "react-router";
import { ActionForm } from "../../form/ActionForm";
import { Mark } from "../../form/Mark";
import { CommissionService, type CommissionApplication } from "../../gen/yanlu/review/v1/commission_pb";
import type { Action, Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Note } from "../../ui/Note";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { sayState } from "../../words/states";
import { useCommission, useSnapshots } from "./data";
import { factsOf } from "./stage";
import { Unplaced } from "./Unplaced";
import { words } from "./words";

const UNFINISHED = new Set(["ACCEPTED", "UNDER_REVIEW"]);

type Line = { application: string; title: string; state: string; report: string };

function linesOf(applications: CommissionApplication[], items: unknown): Line[] {
  const kept = Array.isArray(items) ? (items as { application?: string; state?: string; report?: string }[]) : [];
  return applications.map((one) => {
    const item = kept.find((line) => line.application === one.application);
    return { application: one.application, title: one.title, state: item?.state ?? one.state, report: item?.report ?? "" };
  });
}

function Lines({ lines, done }: { lines: Line[]; done: boolean }) {
  const w = useWords(words);
  const { language } = useSpeak();
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={w(done ? "handoverDone" : "handoverList")}>
      <table className="table stack-table">
        <thead><tr><th scope="col">{w("application")}</th><th scope="col">{w("state")}</th><th scope="col">{w("report")}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.application} data-line={line.application}>
              <td className="whole"><Link to={`/dockets/${line.application}`}>{line.title}</Link></td>
              <td data-label={w("state")}>{sayState("project", line.state, language)}</td>
              <td data-label={w("report")}>{line.report ? <span className="mono">{line.report}</span>
                : <Mark kind={UNFINISHED.has(line.state) ? "warn" : line.state === "REVIEWED" ? "good" : "plain"}>{w(UNFINISHED.has(line.state) ? "reportOpen" : line.state === "REVIEWED" ? "reportReady" : "reportGone")}</Mark>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Done({ docket, lines }: { docket: Docket; lines: Line[] }) {
  const w = useWords(words);
  const handover = factsOf(docket).handover ?? {};
  return (
    <>
      <Card title={w("handoverDone")} hint={w("handoverCount", { delivered: handover.delivered ?? 0, gone: handover.gone ?? 0 })}>
        <div className="facts"><dl>
          <dt>{w("handoverAt")}</dt><dd><Time at={new Date(String(handover.at))} />{handover.late === true && <> <Mark kind="warn">{w("handoverLate")}</Mark></>}</dd>
          <dt>{w("handoverHash")}</dt><dd><Typography.Text className="mono" copyable={{ text: String(handover.hash ?? ""), tooltips: false }} data-handover-hash>{String(handover.hash ?? "")}</Typography.Text></dd>
          {typeof handover.report === "string" && <><dt>{w("workReport")}</dt><dd className="pre">{handover.report}</dd></>}
        </dl></div>
      </Card>
      <Lines lines={lines} done />
    </>
  );
}

type Props = { docket: Docket; actions: Action[]; onDone: (event: string, receipt: Receipt) => void };

export function HandOver({ docket, actions, onDone }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const over = docket.state === "HANDED_OVER" || docket.state === "EVALUATED";
  const answer = useCommission(docket);
  const snapshots = useSnapshots(docket.id, docket.seq, over);
  if (!over && docket.state !== "REVIEWING") return <EmptyState title={w("handoverNotYet")} hint={w("handoverNotYetHint")} />;
  if (answer.isPending) return <Loading />;
  if (answer.error && !answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const lines = linesOf(answer.data.applications, snapshots.data?.snapshots.findLast((one) => one.kind === "handover")?.content?.items);
  if (over) return <div className="stack"><Done docket={docket} lines={lines} /></div>;
  const left = lines.filter((line) => UNFINISHED.has(line.state)).length;
  const action = actions.find((one) => one.event === "hand_over");
  return (
    <div className="stack">
      <Note type={left > 0 ? "warning" : "info"} title={left > 0 ? w("handoverLeft", { count: left }) : w("handoverHint")} description={left > 0 ? w("handoverHint") : undefined} />
      <h2 style={{ margin: 0, fontSize: 16 }}>{w("handoverList")}</h2>
      <Lines lines={lines} done={false} />
      {action?.refused && <p className="muted">{say(action.refusedZh, action.refusedEn)}</p>}
      {action && !action.refused && left === 0 && (
        <Card title={say(action.zh, action.en)}>
          <ActionForm
            method={CommissionService.method.handOver} name={say(action.zh, action.en)} subject={{ id: docket.id, seq: docket.seq, title: docket.title || docket.code }}
            elsewhere={(_, outside) => <Unplaced violations={outside} />} onDone={(receipt) => onDone("hand_over", receipt)}
          />
        </Card>
      )}
    </div>
  );
}
