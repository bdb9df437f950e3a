// Which calls were published with a pack, and how many agreements keep it.

import { Link } from "react-router";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useUse } from "./data";
import { words } from "./words";

export function Usage({ hash }: { hash: string }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const use = useUse(hash);
  if (use.error) return <ProblemAlert error={use.error} onRetry={() => void use.refetch()} />;
  if (!use.data) return null;
  return (
    <Card title={w("use")} hint={w("useHint")} label={w("use")}>
      {use.data.calls.length === 0 && <EmptyState title={w("useNone")} />}
      <ul className="plain pack-uses">
        {use.data.calls.map((call) => (
          <li key={call.call} className="between">
            <span><Link to={`/dockets/${call.call}`}>{call.title}</Link> <span className="muted small">{call.code}</span></span>
            <span className="muted small">{say(call.stateZh, call.stateEn)}{call.dockets > 0 && ` · ${w("dockets", { n: call.dockets })}`}</span>
          </li>
        ))}
      </ul>
      {use.data.agreements > 0 && <p className="muted">{w("agreements", { n: use.data.agreements })}</p>}
    </Card>
  );
}
