// The objections of a docket, from its facts.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import type { Fact } from "../../words/fact";

export type Objection = { number: string; status: string };

function recordOf(value: Fact | undefined): Record<string, Fact> {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

export function objectionsOf(docket: Docket): Objection[] {
  const facts = (docket.facts ?? {}) as Record<string, Fact>;
  const list = recordOf(recordOf(facts.notice).objections);
  return Object.entries(list).map(([number, one]) => ({ number, status: String(recordOf(one).status ?? "") }));
}
