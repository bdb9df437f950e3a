// What became of each of several acts.

import { Alert, Button } from "antd";
import { problemOf } from "../api/problem";
import { useSpeak } from "../i18n";
import { useWords, type Words } from "../i18n/words";
import type { Outcome } from "./each";

const words = {
  all: ["{{count}} 项全部办理", "All {{count}} done"],
  some: ["办理 {{done}} 项，{{failed}} 项未能办理", "{{done}} done, {{failed}} not"],
  done: ["已办理", "Done"],
  again: ["重试未办理的 {{count}} 项", "Try the {{count}} again"],
} satisfies Words;

type Props<T> = { outcomes: Outcome<T>[]; nameOf: (item: T) => string; onRetry?: (items: T[]) => void };

export function Outcomes<T>({ outcomes, nameOf, onRetry }: Props<T>) {
  const w = useWords(words);
  const { language } = useSpeak();
  const failed = outcomes.filter((one) => one.error !== undefined);
  return (
    <Alert
      role="status" showIcon type={failed.length > 0 ? "warning" : "success"} data-outcomes={failed.length}
      title={failed.length > 0 ? w("some", { done: outcomes.length - failed.length, failed: failed.length }) : w("all", { count: outcomes.length })}
      description={(
        <div className="stack">
          <ul>
            {outcomes.map((one, i) => <li key={i} data-outcome={one.error === undefined ? "done" : "failed"}>{nameOf(one.item)}：{one.error === undefined ? w("done") : problemOf(one.error)[language]}</li>)}
          </ul>
          {failed.length > 0 && onRetry && <Button size="small" onClick={() => onRetry(failed.map((one) => one.item))}>{w("again", { count: failed.length })}</Button>}
        </div>
      )}
    />
  );
}
