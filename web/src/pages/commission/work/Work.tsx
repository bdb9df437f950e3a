// A long act while it runs: its steps, how many of how many, and how much is
// done. It never takes the focus, and speaks of a step only when it begins.

import { Button } from "antd";
import type { CommissionWork } from "../../../gen/yanlu/review/v1/commission_pb";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { Note } from "../../../ui/Note";
import { Progress } from "../../../ui/Progress";
import type { Standing } from "./standing";
import { useWork } from "./useWork";
import { ACTS, words } from "./words";
import "./work.css";

const grouped = (n: number): string => n.toLocaleString("en-US");

function useActName() {
  const w = useWords(words);
  return (event: string) => {
    const known = ACTS.find((one) => one === event);
    return known ? w(known) : event;
  };
}

function Running({ work }: { work: CommissionWork }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const act = useActName()(work.event);
  return (
    <section className="work" data-work={work.event} aria-label={w("running", { act })}>
      <div className="between"><strong>{w("running", { act })}</strong><span className="num" aria-hidden>{work.percent}%</span></div>
      <Progress percent={work.percent} label={w("running", { act })} bare />
      <ol className="work-stages" aria-label={w("stages")}>
        {work.stages.map((stage, i) => (
          <li key={stage.code} data-stage={stage.code} data-standing={i + 1 < work.stage ? "done" : i + 1 === work.stage ? "now" : "later"} aria-current={i + 1 === work.stage ? "step" : undefined}>
            {say(stage.zh, stage.en)}
            {stage.total > 0 && i + 1 <= work.stage && <span className="num"> {w("count", { done: grouped(stage.done), total: grouped(stage.total) })}</span>}
          </li>
        ))}
      </ol>
      <p className="muted small">{w("leave")}</p>
    </section>
  );
}

/** What a screen reader is told: once for each step. */
function useSaid(standing: Standing): string {
  const w = useWords(words);
  const { say } = useSpeak();
  if (standing.kind !== "running") return "";
  const { stages, stage: n } = standing.work;
  const stage = stages[n - 1];
  return stage ? w("stage", { n, all: stages.length, stage: say(stage.zh, stage.en) }) : "";
}

/** inside: in a dialog, where what the page says of what is over would be said twice. */
export function Work({ docket, inside = false }: { docket: string; inside?: boolean }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const name = useActName();
  const { standing, hear } = useWork(docket);
  const said = useSaid(standing);
  const close = <Button size="small" onClick={hear}>{w("close")}</Button>;
  return (
    <div className={inside ? undefined : "work-place"} data-work-standing={standing.kind}>
      <div className="sr-only" role="status" aria-live="polite">{said}</div>
      {standing.kind === "running" && <Running work={standing.work} />}
      {standing.kind === "unsure" && <Note type="warning" role="status" title={w("unsure")} description={w("unsureHint")} />}
      {!inside && standing.kind === "unknown" && <Note type="warning" role="status" title={w("unknown")} description={w("unknownHint")} action={close} />}
      {!inside && standing.kind === "ended" && (
        standing.work.recorded
          ? <Note type="success" role="status" title={w("done", { act: name(standing.work.event) })} description={w("doneHint")} action={close} />
          : <Note type="error" role="status" title={w("failed", { act: name(standing.work.event) })} description={say(standing.work.refusedZh, standing.work.refusedEn)} action={close} />
      )}
    </div>
  );
}
