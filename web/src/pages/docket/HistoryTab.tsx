// Who did what, when and why, and what each act changed; newest first.

import { Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import { Mark } from "../../form/Mark";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { sayFact } from "../../words/fact";
import { labelOf } from "../../words/labels";
import { sayRole } from "../../words/roles";
import { useRuleNames } from "../../words/rules";
import { ChangeList, reasonOf, StateChange } from "./ChangeList";
import { filterSteps, type HistoryFilter, type Step } from "./history";
import { useHistory } from "./useHistory";
import { words } from "./words";

function useWho(): (step: Step) => string {
  const { t, language } = useSpeak();
  const w = useWords(words);
  return ({ event }) => {
    if (event.role === "system") return t("timeline.system");
    const stood = event.stoodInFor ? w("stoodIn", { name: event.stoodInFor }) : "";
    return [event.person, sayRole(event.role, language), event.organisation, stood].filter(Boolean).join(" · ");
  };
}

export function Entry({ step, docket }: { step: Step; docket: Docket }) {
  const { t, say, language } = useSpeak();
  const w = useWords(words);
  const who = useWho();
  const ruleName = useRuleNames();
  const { event } = step;
  const { why, rest } = reasonOf(step);
  return (
    <article className="history-step" data-event={event.event} data-seq={event.seq.toString()}>
      <div className="between">
        <div className="row"><strong>{say(event.zh, event.en) || t("timeline.body")}</strong>{step.exceptional && <Mark kind="warn">{w("exceptional")}</Mark>}</div>
        <span className="muted small"><Time at={event.at} /></span>
      </div>
      <div className="small muted"><StateChange step={step} docket={docket} />　{who(step)}</div>
      {why && <blockquote className="pre" data-why={why.name}><small>{labelOf(why.name)[language]}：</small>{sayFact(why.name, why.after ?? "", docket.names, language)}</blockquote>}
      <ChangeList changes={rest} docket={docket} />
      <details className="small">
        <summary className="muted">{t("timeline.hash")}</summary>
        {event.cause && <div>{t("timeline.cause")}：{ruleName(event.cause)}</div>}
        <div className="mono">{event.hash}</div>
        {event.snapshot && <div className="mono">{t("timeline.snapshot")} {event.snapshot}</div>}
      </details>
    </article>
  );
}

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
    ...step.changes.map((change) => `${labelOf(change.name)[language]} ${sayFact(change.name, change.after ?? "", docket.names, language)}`),
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
