// What an event changed, in words: before → after.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { sayFact, type Fact } from "../../words/fact";
import { labelOf } from "../../words/labels";
import { sayState, STATES, type Machine } from "../../words/states";
import type { Change, Step } from "./history";
import { words } from "./words";

/** What the record keeps for itself: hashes, counters, ids of rules. */
const INNER = new Set(["content_hash", "draft_version", "pack_hash", "snapshot", "remind_at", "reminders", "method_rule", "notice_rule", "template", "parent", "level"]);

/** Names under which a person says why. */
const REASONS = ["reason", "departure", "extension_reason", "opinion", "unit_opinion", "unit_comments", "recommendation", "grounds", "answer", "clause", "plan"];

const LONG = 90;

function Value({ text }: { text: string }) {
  const w = useWords(words);
  if (text.length <= LONG) return <span className="pre">{text}</span>;
  return <span><span className="pre">{text.slice(0, LONG)}…</span><details><summary className="small">{w("moreText")}</summary><span className="pre">{text}</span></details></span>;
}

/** The reason a step gives, and the other things it changed. */
export function reasonOf(step: Step): { why?: Change; rest: Change[] } {
  const shown = step.changes.filter((change) => !INNER.has(change.name));
  const why = REASONS.map((name) => shown.find((change) => change.name === name && typeof change.after === "string")).find(Boolean);
  return { why, rest: shown.filter((change) => change !== why) };
}

export function ChangeList({ changes, docket }: { changes: Change[]; docket: Docket }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const text = ({ name, section }: Change, value: Fact | undefined) => (value === undefined ? "" : sayFact(name, value, docket.names, language, section));
  const rows = changes
    .map((change) => ({ change, before: text(change, change.before), after: text(change, change.after) }))
    .filter(({ before, after }) => before !== after);
  if (rows.length === 0) return null;
  return (
    <ul className="plain changes">
      {rows.map(({ change, before, after }) => (
        <li key={`${change.section}.${change.name}`} data-change={`${change.section}.${change.name}`}>
          <strong>{labelOf(change.name, change.section)[language]}</strong>
          {before && <span className="change-before"><small>{w(after ? "before" : "cleared")}</small> <del><Value text={before} /></del></span>}
          {after && <span className="change-after"><small>{w(before ? "after" : "set")}</small> <Value text={after} /></span>}
        </li>
      ))}
    </ul>
  );
}

/** From which state to which; one word where the state stayed. */
export function StateChange({ step, docket }: { step: Step; docket: Docket }) {
  const { say, language } = useSpeak();
  const { event } = step;
  const known = docket.machine in STATES;
  const from = event.source && known ? sayState(docket.machine as Machine, event.source, language) : "";
  const to = say(event.targetZh, event.targetEn);
  return <span>{from && from !== to ? `${from} → ${to}` : to}</span>;
}
