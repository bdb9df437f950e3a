// Whom a change of the rules would touch: page after page, with progress, until all are judged.

import { useQuery } from "@tanstack/react-query";
import { Button, Progress, Select } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { dockets } from "../../api/clients";
import { packDrafts } from "../../api/desk";
import type { DryRunDifference, PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

type Run = { total: number; judged: number; same: number; differing: number; unjudged: number; why: { zh: string; en: string }; list: DryRunDifference[]; running: boolean; revision: bigint };

/** So many are drawn at once; the counts are of all. */
const DRAWN = 200;

function useRun(draft: PackDraft) {
  const [run, setRun] = useState<Run>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);
  const start = async (call: string) => {
    turn.current += 1;
    const mine = turn.current;
    setError(undefined);
    let sum: Run = { total: 0, judged: 0, same: 0, differing: 0, unjudged: 0, why: { zh: "", en: "" }, list: [], running: true, revision: draft.revision };
    setRun(sum);
    try {
      let pageToken = "";
      do {
        const page = await packDrafts.dryRunPackDraft({ id: draft.id, call, pageToken });
        if (turn.current !== mine) return;
        sum = {
          ...sum, total: sum.total || page.total, judged: sum.judged + page.judged, same: sum.same + page.same, differing: sum.differing + page.differing, unjudged: sum.unjudged + page.unjudged,
          why: sum.why.zh ? sum.why : { zh: page.unjudgedReason, en: page.unjudgedReasonEn }, list: [...sum.list, ...page.differences], running: page.nextPageToken !== "",
        };
        setRun(sum);
        pageToken = page.nextPageToken;
      } while (pageToken);
    } catch (trouble) {
      if (turn.current !== mine) return;
      setError(trouble);
      setRun({ ...sum, running: false });
    }
  };
  const stop = () => {
    turn.current += 1;
    setRun((before) => before && { ...before, running: false });
  };
  return { run, error, start, stop };
}

function Difference({ one }: { one: DryRunDifference }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const sentences = language === "zh" ? one.zh : one.en;
  return (
    <li className="item" data-differs={one.docket}>
      <div className="between"><strong><Link to={`/dockets/${one.docket}`}>{one.title}</Link></strong><span className="muted small">{say(one.stateZh, one.stateEn)}</span></div>
      <div className="item-meta"><span>{one.code}</span><span>{one.callTitle}</span></div>
      <div className="row">
        <span className="pack-badge" data-pass={one.passedBefore}>{one.passedBefore ? w("passBefore") : w("failBefore")}</span><span aria-hidden>→</span>
        <span className="pack-badge" data-pass={one.passesAfter}>{one.passesAfter ? w("passAfter") : w("failAfter")}</span>
      </div>
      <ul>{sentences.map((text) => <li key={text}>{text}</li>)}</ul>
    </li>
  );
}

function Counts({ run }: { run: Run }) {
  const w = useWords(words);
  const { say } = useSpeak();
  return (
    <>
      <dl className="pack-counts" data-judged={run.judged} data-differing={run.differing}>
        {([["judged", run.judged], ["sameResult", run.same], ["differing", run.differing], ["unjudged", run.unjudged]] as const).map(([key, n]) => <div key={key}><dt>{w(key)}</dt><dd>{n}</dd></div>)}
      </dl>
      {run.unjudged > 0 && <p className="field-defect">{say(run.why.zh, run.why.en)}</p>}
    </>
  );
}

export function DryRun({ draft }: { draft: PackDraft }) {
  const w = useWords(words);
  const [call, setCall] = useState("");
  const { run, error, start, stop } = useRun(draft);
  const calls = useQuery({
    queryKey: ["pack-run-calls"], staleTime: 60_000,
    queryFn: async () => (await dockets.listDockets({ machine: "call", pageSize: 100 })).dockets.map((one) => ({ value: one.id, label: `${one.title}（${one.code}）` })),
  });
  const done = run && !run.running;
  return (
    <Card title={w("tabRun")} hint={w("runHint")}>
      <div className="row">
        <Select aria-label={w("runCall")} value={call} style={{ minWidth: 240, maxWidth: "100%" }} options={[{ value: "", label: w("runAll") }, ...(calls.data ?? [])]} showSearch={{ optionFilterProp: "label" }} onChange={setCall} />
        {run?.running ? <Button onClick={stop}>{w("runStop")}</Button> : <Button type="primary" onClick={() => void start(call)}>{run ? w("runAgain") : w("runStart")}</Button>}
      </div>
      {Boolean(error) && <ProblemAlert error={error} />}
      {run && run.total > 0 && <div role="status"><Progress aria-label={w("tabRun")} percent={Math.floor(((run.judged + run.unjudged) / run.total) * 100)} /><span className="small muted">{w("runProgress", { n: run.judged + run.unjudged, total: run.total })}</span></div>}
      {run && (run.total > 0 || run.judged > 0) && <Counts run={run} />}
      {done && !error && run.total === 0 && <EmptyState title={w("runEmpty")} hint={w("runEmptyHint")} />}
      {done && !error && run.total > 0 && run.differing === 0 && <EmptyState title={w("runNone")} hint={w("runNoneHint")} />}
      {run && run.list.length > 0 && <ul className="plain card-list">{run.list.slice(0, DRAWN).map((one) => <Difference key={one.docket} one={one} />)}</ul>}
    </Card>
  );
}
