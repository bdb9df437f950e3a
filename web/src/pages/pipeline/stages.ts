// The cells of a call gathered into stages, in the order a project passes them.

import type { PipelineCell } from "../../gen/yanlu/desk/v1/desk_pb";

export const STAGES = ["apply", "check", "review", "decide", "agree", "deliver", "close", "ended"] as const;
export type Stage = (typeof STAGES)[number];

export type StageSum = { stage: Stage; cells: PipelineCell[]; count: number; late: number };

export function stagesOf(cells: readonly PipelineCell[]): StageSum[] {
  return STAGES.map((stage) => {
    const own = cells.filter((cell) => cell.stage === stage && cell.count > 0);
    return { stage, cells: own, count: own.reduce((sum, cell) => sum + cell.count, 0), late: own.reduce((sum, cell) => sum + cell.late, 0) };
  });
}

/** The list that a number stands for. */
export function listOf(call: string, states: readonly string[], late = false): string {
  const query = new URLSearchParams();
  for (const state of states) query.append("state", state);
  query.set("call", call);
  if (late) query.set("late", "1");
  return `/projects?${query}`;
}

/** Days as people say them: one digit below ten, whole above. */
export const sayDays = (days: number): string => (days < 10 ? days.toFixed(1).replace(/\.0$/, "") : Math.round(days).toString());
