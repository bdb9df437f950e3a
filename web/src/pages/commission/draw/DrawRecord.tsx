// What anybody may know of a draw, and a check of it in the reader's own browser. No names.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { commissions } from "../../../api/client/commission";
import type { GetDrawRecordResponse } from "../../../gen/yanlu/review/v1/commission_pb";
import { useWords } from "../../../i18n/words";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Note } from "../../../ui/Note";
import { Loading, Page } from "../../../ui/Page";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { Time } from "../../../ui/Time";
import { chancesOf, check, drawnPanels, type Check, type DrawnPanel, type PublicRecord } from "./record";
import "./draw.css";
import { saveText } from "./save";
import { able } from "./seed";
import { words } from "./words";

const CHECK_WORDS = { commitment: "commitment", number: "numberCheck", parts: "parts", batch: "batch", published: "publishedCheck", key: "key" } as const;

function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return <div className="facts"><dl>{rows.map(([label, value]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd>{value}</dd></div>)}</dl></div>;
}

function Commitments({ answer, record }: { answer: GetDrawRecordResponse; record?: PublicRecord }) {
  const w = useWords(words);
  const hash = (text: string, name: string, otherwise: string) => (text ? <span className="mono" data-hash={name}>{text}</span> : <span className="muted">{otherwise}</span>);
  return (
    <Card title={w("commitments")}>
      <Facts rows={[
        [w("systemCommitment"), <>{hash(answer.systemCommitment, "system", "")}<div className="muted small">{w("publishedAt")} <Time at={answer.systemCommittedAt} /></div></>],
        [w("agencyCommitment"), <>{hash(answer.agencyCommitment, "agency", w("notYet"))}{answer.agencyCommittedAt && <div className="muted small">{w("publishedAt")} <Time at={answer.agencyCommittedAt} /> · {w(answer.beforeClose ? "inTime" : "notInTime")}</div>}</>],
        [w("batchHash"), <>{hash(answer.batchHash, "batch", w("sealLater"))}{answer.sealedAt && <div className="muted small">{w("sealedAt")} <Time at={answer.sealedAt} /></div>}</>],
        [w("seed"), hash(record?.reveal?.seed ?? "", "seed", w("later"))],
        [w("number"), hash(record?.reveal?.beacon ?? "", "number", w("later"))],
      ]} />
    </Card>
  );
}

function Row({ panel }: { panel: DrawnPanel }) {
  const w = useWords(words);
  return (
    <tr data-drawn={panel.application}>
      <th scope="row" className="mono">{panel.application}</th>
      <td className="mono" data-label={w("members")}>{panel.members.join("  ")}</td>
      <td className="mono muted" data-label={w("reserves")}>{panel.reserves.join("  ")}</td>
      <td className="mono muted" data-label={w("aside")}>{panel.aside.join("  ") || "–"}</td>
    </tr>
  );
}

function Chances({ record }: { record: PublicRecord }) {
  const w = useWords(words);
  const chances = chancesOf(record);
  if (!chances) return null;
  const percent = (share: number) => `${share.toFixed(1)} %`;
  return (
    <Card title={w("chances")} hint={w("chancesHint", { margin: chances.margin.toFixed(1) })}>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={w("chances")}>
        <table className="table">
          <thead><tr><th scope="col">{w("application")}</th><th scope="col">{w("seats")}</th><th scope="col">{w("eligible")}</th><th scope="col">{w("least")}</th><th scope="col">{w("greatest")}</th></tr></thead>
          <tbody>
            {chances.rows.map((row) => (
              <tr key={row.application} data-chances={row.application}>
                <th scope="row" className="mono">{row.application}</th>
                <td data-label={w("seats")}>{row.seats}</td><td data-label={w("eligible")}>{row.experts}</td>
                <td data-label={w("least")}>{percent(row.least)}</td><td data-label={w("greatest")}>{percent(row.greatest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Verify({ answer, record }: { answer: GetDrawRecordResponse; record: PublicRecord }) {
  const w = useWords(words);
  const [checks, setChecks] = useState<Check[]>();
  const run = async () => setChecks(await check(record, { commitment: answer.agencyCommitment, batch: answer.batchHash }));
  const sound = checks?.every((one) => one.sound) ?? false;
  const file = `draw-${answer.code || answer.docket}.json`;
  return (
    <Card title={w("verify")} hint={w("verifyHint")}>
      <div className="stack">
        {able() ? <div><Button type="primary" onClick={() => void run()}>{w("verify")}</Button></div> : <Note type="warning" title={w("unable")} />}
        {checks && <Note type={sound ? "success" : "error"} role="status" title={w(sound ? "allSound" : "someUnsound")} description={(
          <ul className="plain">{checks.map((one) => <li key={one.what} data-check={one.what} data-sound={one.sound}><span role="img" aria-label={w(one.sound ? "sound" : "unsound")}>{one.sound ? "✓" : "✗"}</span> {w(CHECK_WORDS[one.what])}{!one.sound && <strong> — {w("unsound")}</strong>}{one.at && <span className="mono"> {one.at}</span>}</li>)}</ul>
        )} />}
        <p>{w("cli")}</p>
        <p><code className="mono">yanlu verify draw {file}</code></p>
        <div><Button onClick={() => saveText(answer.record, file, "application/json")}>{w("download")}</Button></div>
      </div>
    </Card>
  );
}

function read(text: string): PublicRecord | undefined {
  try {
    return JSON.parse(text) as PublicRecord;
  } catch {
    return undefined;
  }
}

export function DrawRecord() {
  const w = useWords(words);
  const { commission = "" } = useParams();
  const answer = useQuery({ queryKey: ["draw-record", commission], retry: false, queryFn: () => commissions.getDrawRecord({ docket: commission }) });
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer;
  const record = data.record ? read(data.record) : undefined;
  const drawn = data.drawn ? record : undefined;
  const panels = drawn ? drawnPanels(drawn) : [];
  return (
    <Page title={w("title")} hint={<>{data.callTitle} · {w("of", { agency: data.agencyName })} · <span className="mono">{data.code}</span></>}>
      <div className="stack draw" data-draw={data.docket}>
        <Commitments answer={data} record={record} />
        {!data.drawn && <Note type="info" title={w("notDrawn")} description={w("notDrawnHint")} />}
        {data.record && !record && <Note type="error" title={w("unreadable")} />}
        {drawn && (
          <>
            <Verify answer={data} record={drawn} />
            <Card title={w("result")} hint={w("resultHint")}>
              <p className="small">{w("asideHint")}</p>
              <div className="table-wrap" tabIndex={0} role="region" aria-label={w("result")}>
                <table className="table">
                  <thead><tr><th scope="col">{w("application")}</th><th scope="col">{w("members")}</th><th scope="col">{w("reserves")}</th><th scope="col">{w("aside")}</th></tr></thead>
                  <tbody>{panels.map((panel) => <Row key={panel.application} panel={panel} />)}</tbody>
                </table>
              </div>
            </Card>
          </>
        )}
        {record && <Chances record={record} />}
      </div>
    </Page>
  );
}
