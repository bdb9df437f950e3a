// Who did what, when and why, and what each act changed; newest first.

import { Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { sayFact } from "../../words/fact";
import { labelOf } from "../../words/labels";
import { Entry, useWho } from "./HistoryEntry";
import { filterSteps, type HistoryFilter, type Step } from "./history";
import { useHistory } from "./useHistory";
import { words } from "./words";

const NONE: HistoryFilter = { who: "all", exceptional: false, text: "" };

export function HistoryTab({ docket }: { docket: Docket }) {
  const { say, language } = useSpeak();
  const w = useWords(words);
  const who = useWho();
  const history = useHistory(docket.id, docket.seq);
  const [filter, setFilter] = useState<HistoryFilter>(NONE);
  if (history.isPending) return <Loading />;
  if (history.error) return <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />;
  const wordsOf = (step: Step) => [
    say(step.event.zh, step.event.en), say(step.event.targetZh, step.event.targetEn), who(step),
    ...step.changes.map((change) => `${labelOf(change.name, change.section)[language]} ${sayFact(change.name, change.after ?? "", docket.names, language, change.section)}`),
  ].join(" ");
  const shown = filterSteps(history.data, filter, wordsOf).toReversed();
  return (
    <div className="stack">
      <div className="filters" role="search">
        <Input.Search allowClear value={filter.text} placeholder={w("findHistory")} aria-label={w("findHistory")} onChange={(e) => setFilter({ ...filter, text: e.target.value })} />
        <Segmented<HistoryFilter["who"]>
          value={filter.who} onChange={(next) => setFilter({ ...filter, who: next })} style={{ flex: "0 0 auto" }}
          options={[{ value: "all", label: w("everyone") }, { value: "people", label: w("people") }, { value: "system", label: w("system") }]}
        />
        <Checkbox checked={filter.exceptional} onChange={(e) => setFilter({ ...filter, exceptional: e.target.checked })}>{w("onlyExceptional")}</Checkbox>
      </div>
      {shown.length === 0 && <EmptyState title={w("noHistory")} hint={w("noHistoryHint")} action={<Button onClick={() => setFilter(NONE)}>{w("clear")}</Button>} />}
      <div className="history">{shown.map((step) => <Entry key={step.event.seq.toString()} step={step} docket={docket} />)}</div>
    </div>
  );
}
