// The history folded: every event carries a patch of the facts (RFC 7386), so
// what each one changed is the difference between the folds around it.

import type { Event } from "../../gen/yanlu/docket/v1/docket_pb";
import type { Fact } from "../../words/fact";

export type Change = { section: string; name: string; before: Fact | undefined; after: Fact | undefined };
export type Step = { event: Event; changes: Change[]; exceptional: boolean };

type Tree = { [name: string]: Fact };

/** Events that are never the ordinary course; a test compares them with the law. */
export const EXCEPTIONAL = new Set([
  "answer_slot", "appeal_dismissed", "appeal_upheld", "approve_termination", "ask_slot", "cancel", "cancel_meeting", "cancel_review", "claim_exemption", "decline_review",
  "dismiss", "drop_slot", "dun", "escalate_change", "escalate_minutes", "escalate_objection", "escalate_recommendation", "escalate_review", "escalate_suspension",
  "expert_recused", "expire", "extend", "extend_commission", "extend_deadline", "extend_opinions", "extend_review", "fail", "file_appeal", "force_termination", "forfeit",
  "grant_exemption", "integrity_hit", "invalidate", "lapse", "lapse_review", "miss_deadline", "not_accept", "note_late", "objection", "overdue",
  "paid_back", "panel_fails_quorum", "promote", "re_review", "rebut", "recommender_return", "recount", "recover", "recuse", "recuse_item",
  "refuse_change", "refuse_exemption", "refuse_termination", "remediate", "remind_lobby", "request_termination", "reserve", "reserve_lapse", "resubmit",
  "resubmit_closure", "resume", "return_agreement", "return_materials", "return_need", "return_once", "return_termination", "revoke",
  "revoke_commission", "run_late", "run_overdue", "send_back", "suspend", "take_back", "to_termination", "unit_return", "uphold", "withdraw",
  "withdraw_change",
]);

export function isTree(value: Fact | undefined): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lays a patch over a document: null takes away, records are laid over one another, all else replaces. */
export function patched(document: Fact | undefined, patch: Fact): Fact {
  if (!isTree(patch)) return patch;
  const out: Tree = isTree(document) ? { ...document } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete out[name];
    else out[name] = patched(out[name], value);
  }
  return out;
}

const written = (value: Fact | undefined) => JSON.stringify(value ?? null, (_key, inner: Fact) =>
  (isTree(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));

/** The facts in which two folds differ, by section and name. */
export function changesBetween(before: Tree, after: Tree): Change[] {
  const out: Change[] = [];
  for (const section of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[section], after[section]];
    const [old, now]: [Tree, Tree] = [isTree(was) ? was : {}, isTree(is) ? is : {}];
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (written(old[name]) !== written(now[name])) out.push({ section, name, before: old[name], after: now[name] });
    }
  }
  return out;
}

/** What each event changed, in the order of the events; they have to be complete from the first on. */
export function foldHistory(events: readonly Event[]): Step[] {
  let facts: Tree = {};
  return events.map((event) => {
    const next = patched(facts, (event.body ?? {}) as Tree) as Tree;
    const changes = changesBetween(facts, next);
    facts = next;
    return { event, changes, exceptional: EXCEPTIONAL.has(event.event) };
  });
}

/** The steps after what somebody has seen. */
export function stepsSince(steps: readonly Step[], seen: bigint): Step[] {
  return steps.filter((step) => step.event.seq > seen);
}

export type HistoryFilter = { who: "all" | "people" | "system"; exceptional: boolean; text: string };

/** Keeps the steps a reader asks for; the text is looked for in what the event, its people and its words say. */
export function filterSteps(steps: readonly Step[], filter: HistoryFilter, wordsOf: (step: Step) => string): Step[] {
  const text = filter.text.trim().toLowerCase();
  return steps.filter((step) => {
    if (filter.exceptional && !step.exceptional) return false;
    if (filter.who === "people" && step.event.role === "system") return false;
    if (filter.who === "system" && step.event.role !== "system") return false;
    return !text || wordsOf(step).toLowerCase().includes(text);
  });
}
