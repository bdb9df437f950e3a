// One step of the history: who did what, when and why, and what it changed.

import { Mark } from "../../form/Mark";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Time } from "../../ui/Time";
import { sayFact } from "../../words/fact";
import { labelOf } from "../../words/labels";
import { sayRole } from "../../words/roles";
import { useRuleNames } from "../../words/rules";
import { ChangeList, reasonOf, StateChange } from "./ChangeList";
import type { Step } from "./history";
import { words } from "./words";

export function useWho(): (step: Step) => string {
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
      {why && <blockquote className="pre" data-why={why.name}><small>{labelOf(why.name, why.section)[language]}：</small>{sayFact(why.name, why.after ?? "", docket.names, language, why.section)}</blockquote>}
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
