// The state of a subject: a word first, a colour second.

import { Tag } from "antd";
import { useSpeak } from "../i18n";

type Props = { state: string; zh: string; en: string; terminal?: boolean };

const HALTED = new Set(["RETURNED", "NOT_ACCEPTED", "NOT_FUNDED", "SUSPENDED", "OVERDUE", "NOT_PASSED", "TERMINATED", "REVOKED", "RECOVERY", "OBJECTION", "EXPIRED", "FORFEITED"]);
const DONE = new Set(["AWARDED", "ACTIVE", "PASSED", "OPEN", "SCORED", "DECIDED", "IN_CALL"]);

function colourOf(state: string, terminal: boolean): { color: string; background: string } {
  if (HALTED.has(state)) return { color: "#8f1d14", background: "#fdeceb" };
  if (DONE.has(state)) return { color: "#14532d", background: "#e6f5ec" };
  if (terminal) return { color: "#36424f", background: "#eceff3" };
  return { color: "#0b3d69", background: "#e3eef9" };
}

export function StateTag({ state, zh, en, terminal = false }: Props) {
  const { say } = useSpeak();
  return <Tag variant="filled" data-state={state} style={{ ...colourOf(state, terminal), marginInlineEnd: 0 }}>{say(zh, en) || state}</Tag>;
}
