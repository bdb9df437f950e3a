// What became of each: done, or refused with the reason and who can help.

import { Button } from "antd";
import { Link } from "react-router";
import { problemOf } from "../../api/problem";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import type { BulkRun, Outcome } from "./bulk";
import { words } from "./words";

function Line({ outcome }: { outcome: Outcome }) {
  const w = useWords(words);
  const { t, language } = useSpeak();
  const { item, status, error } = outcome;
  const problem = error === undefined ? undefined : problemOf(error);
  return (
    <li className="bulk-line" data-outcome={status} data-docket={item.id}>
      <div className="between">
        <Link to={`/dockets/${item.id}`}>{item.title || item.code}</Link>
        <span className={`outcome outcome-${status}`}>{w(`o_${status}`)}</span>
      </div>
      {problem && (
        <div className="small">
          {problem[language]}
          {problem.violations.map((violation, i) => <div key={i}>{violation[language]}</div>)}
          {problem.who[language] && <div className="muted">{t("common.who", { who: problem.who[language] })}</div>}
        </div>
      )}
    </li>
  );
}

type Props = { name: string; outcomes: readonly Outcome[]; running: boolean; run: BulkRun; onClose: () => void };

export function BulkResult({ name, outcomes, running, run, onClose }: Props) {
  const w = useWords(words);
  const count = (status: Outcome["status"]) => outcomes.filter((one) => one.status === status).length;
  const [done, refused, waiting] = [count("done"), count("refused"), count("waiting")];
  return (
    <div className="stack">
      <h2 className="bulk-name">{name}</h2>
      <progress max={outcomes.length} value={done + refused} aria-label={name} />
      <p role="status" data-bulk-result={running ? "running" : "over"}>
        {running ? w("bulkProgress", { done: done + refused, count: outcomes.length }) : w(waiting > 0 ? "bulkResultWaiting" : "bulkResult", { done, refused, waiting })}
      </p>
      <ul className="plain stack">{[...outcomes].sort((a, b) => Number(b.status === "refused") - Number(a.status === "refused")).map((one) => <Line key={one.item.id} outcome={one} />)}</ul>
      <div className="row">
        {running && <Button onClick={() => run.stop()}>{w("bulkStop")}</Button>}
        {!running && refused > 0 && <Button type="primary" onClick={() => void run.retry()}>{w("bulkRetry", { count: refused })}</Button>}
        {!running && waiting > 0 && <Button type="primary" onClick={() => void run.run()}>{w("bulkGoOn", { count: waiting })}</Button>}
        {!running && <Button onClick={onClose}>{w("bulkClose")}</Button>}
      </div>
    </div>
  );
}
