// What the decision list knows of an application beyond its rank.

import { fenOf } from "../../format/money";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import type { Fact } from "../../words/fact";

type Facts = Record<string, Record<string, Fact> | undefined>;

export type Standing = {
  spread: string; dispersed: boolean; advisedFen?: bigint; departure: string; minutes: string; meeting: string; levelZh: string;
};

const text = (value: Fact | undefined) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

export function standingOf(docket: Docket | undefined): Standing {
  const { review = {}, decision = {} } = (docket?.facts ?? {}) as Facts;
  const apart = review.spread;
  const record = typeof apart === "object" && apart !== null && !Array.isArray(apart) ? apart : undefined;
  return {
    spread: text(record ? record.max_minus_min : review.max_minus_min ?? apart), dispersed: (record?.dispersed ?? review.dispersed) === true,
    advisedFen: fenOf(decision.amount_fen) ?? fenOf(decision.advised_fen), departure: text(decision.departure), minutes: text(decision.minutes), meeting: text(decision.meeting), levelZh: text(decision.level_zh),
  };
}

/** The state from which each bulk act goes. */
export const STEP_STATES: Record<"advise" | "table" | "approve", readonly string[]> = { advise: ["REVIEWED", "SURVEY"], table: ["RECOMMENDED"], approve: ["DECISION"] };
export type Step = keyof typeof STEP_STATES;

/** The act that all the chosen are ready for. */
export function stepFor(states: readonly string[]): Step | undefined {
  if (states.length === 0) return undefined;
  return (Object.keys(STEP_STATES) as Step[]).find((step) => states.every((state) => STEP_STATES[step].includes(state)));
}
