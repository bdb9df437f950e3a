// How far a commission has come, and what is behind: read from its state and facts.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import type { Fact } from "../../words/fact";

export const STAGES = ["committed", "sealed", "planned", "adopted", "reviewing", "handedOver", "evaluated"] as const;
export type Stage = (typeof STAGES)[number];
export type Standing = "done" | "now" | "later";

type Facts = Record<string, Record<string, Fact> | undefined>;

export const factsOf = (docket: Docket): Facts => (docket.facts ?? {}) as Facts;

export function factText(docket: Docket, section: string, name: string): string {
  const value = factsOf(docket)[section]?.[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

export const planVersion = (docket: Docket): bigint => BigInt(factText(docket, "plan", "version") || "0");

export const byDraw = (docket: Docket): boolean => factText(docket, "commission", "method") === "draw";

/** A commission that is matched needs no commitment: its first stage is the commission itself. */
export function stagesOf(docket: Docket): Stage[] {
  return byDraw(docket) ? [...STAGES] : STAGES.filter((stage) => stage !== "committed");
}

function reached(docket: Docket, stage: Stage): boolean {
  const past = (...states: string[]) => states.includes(docket.state);
  switch (stage) {
    case "committed": return factText(docket, "draw", "agency") !== "";
    case "sealed": return past("SEALED", "REVIEWING", "HANDED_OVER", "EVALUATED");
    case "planned": return planVersion(docket) > 0n;
    case "adopted": return past("REVIEWING", "HANDED_OVER", "EVALUATED");
    case "reviewing":
    case "handedOver": return past("HANDED_OVER", "EVALUATED");
    case "evaluated": return past("EVALUATED");
  }
}

/** Each stage with where it stands; a revoked commission stays where it was. */
export function standings(docket: Docket): { stage: Stage; standing: Standing }[] {
  const stages = stagesOf(docket);
  const next = stages.find((stage) => !reached(docket, stage));
  return stages.map((stage) => ({ stage, standing: reached(docket, stage) ? "done" : stage === next && !docket.terminal ? "now" : "later" }));
}
