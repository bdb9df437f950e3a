// What a return listed, and which of it the writer has ticked off. The ticks are
// a note on this device; what counts is what is sent.

import { useState } from "react";
import type { Docket } from "../gen/yanlu/docket/v1/docket_pb";

export type Listed = { field: string; text: string };
export type Return = { defects: Listed[]; comments: string; due?: Date };

const recordOf = (value: unknown): Record<string, unknown> => (value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {});

/** The points and the comments with which the application came back. */
export function returnOf(docket: Pick<Docket, "facts">): Return {
  const intake = recordOf(recordOf(docket.facts).intake);
  const defects = Array.isArray(intake.defects) ? intake.defects.map(recordOf) : [];
  const due = typeof intake.correction_due === "string" ? new Date(intake.correction_due) : undefined;
  return {
    defects: defects.map((one) => ({ field: typeof one.field === "string" ? one.field : "", text: typeof one.text === "string" ? one.text : "" })).filter((one) => one.text || one.field),
    comments: typeof intake.unit_comments === "string" ? intake.unit_comments : "",
    due: due && !Number.isNaN(due.getTime()) ? due : undefined,
  };
}

export const keyOfDefect = (one: Listed): string => `${one.field}\u0000${one.text}`;

export function useTicks(docket: string, round: string): { ticked: ReadonlySet<string>; tick: (key: string, on: boolean) => void } {
  const place = `yanlu.corrected.${docket}.${round}`;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => {
    try {
      return new Set(JSON.parse(localStorage.getItem(place) ?? "[]") as string[]);
    } catch {
      return new Set();
    }
  });
  const tick = (key: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(key);
    else next.delete(key);
    setTicked(next);
    try {
      localStorage.setItem(place, JSON.stringify([...next]));
    } catch {
      // Without storage the tick lasts as long as the page.
    }
  };
  return { ticked, tick };
}
