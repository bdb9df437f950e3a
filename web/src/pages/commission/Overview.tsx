// What was commissioned and how far it has come: counts, never a score.

import { Link } from "react-router";
import { Mark } from "../../form/Mark";
import type { CommissionApplication } from "../../gen/yanlu/review/v1/commission_pb";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Due } from "../../ui/Clock";
import { Note } from "../../ui/Note";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { sayState, STATES } from "../../words/states";
import { useCommission } from "./data";
import { byDraw, factsOf, factText } from "./stage";
import { useRuleNames } from "../../words/rules";
import { words } from "./words";

type Known = "remote" | "panel" | "interview" | "survey" | "single" | "double";

function Brief({ docket, agency }: { docket: Docket; agency: string }) {
  const w = useWords(words);
  const text = (name: string) => factText(docket, "commission", name);
  const due = text("due");
  const extended = text("extended");
  const rows: [string, React.ReactNode][] = [
    [w("agency"), agency],
    [w("mode"), text("mode") && w(text("mode") as Known)],
    [w("method"), w(byDraw(docket) ? "byLot" : "optimal")],
    [w("blind"), text("blind") && w(text("blind") as Known)],
    [w("due"), due && <>{docket.terminal || docket.state === "HANDED_OVER" ? <Time at={new Date(due)} /> : docket.dueAt ? <Due at={docket.dueAt} /> : <Time at={new Date(due)} />}{extended && <span className="muted small">（{w("extendedTimes", { count: extended })}）</span>}</>],
    [w("scopeText"), text("scope")],
  ];
  return (
    <Card title={w("brief")}>
      <div className="facts"><dl>{rows.filter(([, value]) => value).map(([label, value]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd>{value}</dd></div>)}</dl></div>
    </Card>
  );
}

function Sealed({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const seal = factsOf(docket).seal;
  if (!seal?.hash) return null;
  return (
    <Card title={w("sealedFacts")}>
      <p>{w("sealedCounts", { applications: seal.applications ?? 0, experts: seal.experts ?? 0, exclusions: seal.exclusions ?? 0 })} · <Time at={new Date(String(seal.at))} /></p>
      <p className="small muted">{w("hash")} <span className="mono hash">{String(seal.hash)}</span></p>
      {byDraw(docket) && <Link to={`/draws/${docket.id}`}>{w("openDraw")}</Link>}
    </Card>
  );
}

function Row({ one }: { one: CommissionApplication }) {
  const w = useWords(words);
  const { language, say } = useSpeak();
  const ruleName = useRuleNames();
  const state = STATES.project.find((known) => known.code === one.state);
  return (
    <tr data-application={one.application} data-state={one.state}>
      <td className="whole"><Link to={`/dockets/${one.application}`}>{one.title}</Link><div className="muted small mono">{[one.code, one.pseudonym].filter(Boolean).join(" · ")}</div></td>
      <td data-label={w("state")}><div><div className="row"><StateTag state={one.state} zh={state?.zh ?? ""} en={state?.en ?? sayState("project", one.state, language)} />{one.delivered && <Mark kind="good">{w("delivered")}</Mark>}{one.escalated && <Mark kind="bad">{w("escalated")}</Mark>}</div>
        {one.shortage && <div className="small" data-shortage={one.shortage.rule}>{say(one.shortage.zh, one.shortage.en)}（{ruleName(one.shortage.rule)}）</div>}
        {one.departure && <div className="small" data-departure={one.departure.rule}>{w("departure", { what: say(one.departure.zh, one.departure.en), reason: one.departureReason })}</div>}
      </div></td>
      <td data-label={w("seats")} className="num">{w("seatsOf", { seated: one.seated, seats: one.seats })}</td>
      <td data-label={w("scored")} className="num">{w("scoredOf", { scored: one.scored, open: one.open })}</td>
    </tr>
  );
}

export function Overview({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const answer = useCommission(docket);
  if (answer.isPending) return <Loading />;
  if (answer.error && !answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { commission, applications } = answer.data;
  const progress = commission?.progress;
  const overdue = factText(docket, "commission", "overdue_at");
  const reviews = Object.entries(progress?.reviews ?? {});
  const tiles: [string, string, string][] = [
    [w("applications"), String(progress?.applications ?? 0), Object.entries(progress?.states ?? {}).map(([state, count]) => `${sayState("project", state, language)} ${count}`).join(" · ")],
    [w("seats"), w("seatsOf", { seated: progress?.seated ?? 0, seats: progress?.seats ?? 0 }), reviews.map(([state, count]) => `${sayState("review", state, language)} ${count}`).join(" · ")],
    [w("reserves"), w("reservesOf", { invited: progress?.reservesInvited ?? 0, left: progress?.reservesLeft ?? 0 }), [progress?.late && w("lateCount", { count: progress.late }), progress?.invalidated && w("invalidCount", { count: progress.invalidated })].filter(Boolean).join(" · ")],
  ];
  return (
    <div className="stack">
      {docket.state === "REVOKED" && <Note type="warning" title={w("revoked", { reason: factText(docket, "commission", "reason") })} />}
      {overdue && !docket.terminal && docket.state !== "HANDED_OVER" && <Note type="error" title={w("overdue")} />}
      {(progress?.escalated ?? 0) > 0 && <Note type="warning" title={w("escalatedCount", { count: progress?.escalated })} />}
      <div className="two">
        <div className="stack">
          <dl className="tiles" data-progress>
            {tiles.slice(0, docket.state === "COMMISSIONED" ? 1 : 3).map(([label, value, more]) => <div key={label}><dt>{label}</dt><dd>{value}{more && <small>{more}</small>}</dd></div>)}
          </dl>
          {applications.length > 0 ? (
            <>
              <div className="table-wrap" tabIndex={0} role="region" aria-label={w("applications")}>
                <table className="table stack-table">
                  <thead><tr><th scope="col">{w("application")}</th><th scope="col">{w("state")}</th><th scope="col" className="num">{w("seats")}</th><th scope="col" className="num">{w("scored")}</th></tr></thead>
                  <tbody>{applications.map((one) => <Row key={one.application} one={one} />)}</tbody>
                </table>
              </div>
              <p className="muted small">{w("noScores")}</p>
            </>
          ) : <Note title={w("intended")} description={w("intendedHint", { count: progress?.applications ?? 0 })} />}
        </div>
        <div className="stack"><Brief docket={docket} agency={commission?.agencyName ?? ""} /><Sealed docket={docket} /></div>
      </div>
    </div>
  );
}
