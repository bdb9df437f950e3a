// The state of a subject: a word first, a colour second.

import { useSpeak } from "../i18n";
import { UNKNOWN } from "../words/unknown";

type Props = { state: string; zh: string; en: string; terminal?: boolean };

const HALTED = new Set(["RETURNED", "NOT_ACCEPTED", "NOT_FUNDED", "SUSPENDED", "OVERDUE", "NOT_PASSED", "TERMINATED", "REVOKED", "RECOVERY", "OBJECTION", "EXPIRED", "FORFEITED"]);
const DONE = new Set(["AWARDED", "ACTIVE", "PASSED", "OPEN", "SCORED", "DECIDED", "IN_CALL"]);

function kindOf(state: string, terminal: boolean): string {
  if (HALTED.has(state)) return "bad";
  if (DONE.has(state)) return "good";
  return terminal ? "over" : "going";
}

export function StateTag({ state, zh, en, terminal = false }: Props) {
  const { say, language } = useSpeak();
  return <span className={`state-tag state-${kindOf(state, terminal)}`} data-state={state}>{say(zh, en) || UNKNOWN.state[language]}</span>;
}
