// What a page says of a long act: by what the server tells, what became of the
// page's own requests, and whether the server can be reached at all.

import type { Flights } from "../../../api/flights";
import type { CommissionWork } from "../../../gen/yanlu/review/v1/commission_pb";

export type Standing =
  | { kind: "none" }
  | { kind: "running"; work: CommissionWork }
  /** The server cannot be reached: it may go on there. */
  | { kind: "unsure" }
  /** It ended, and this page was not told by an answer of its own. */
  | { kind: "ended"; work: CommissionWork }
  /** A request was lost and the server knows of no such work. */
  | { kind: "unknown" };

type Known = {
  work?: CommissionWork;
  /** The last question about it was not answered. */
  cut: boolean;
  /** Request ids that this page has seen running. */
  seen: ReadonlySet<string>;
  /** Request ids of which the reader wants to hear no more. */
  heard: ReadonlySet<string>;
  flights: Flights;
  docket: string;
};

export function standingOf({ work, cut, seen, heard, flights, docket }: Known): Standing {
  const lost = [...flights].filter(([id, flight]) => flight.docket === docket && flight.fate === "lost" && !heard.has(id)).map(([id]) => id);
  const running = work !== undefined && work.endedAt === undefined;
  if (cut) return running || lost.length > 0 ? { kind: "unsure" } : { kind: "none" };
  if (running) return { kind: "running", work };
  if (work && !heard.has(work.requestId) && (lost.includes(work.requestId) || (seen.has(work.requestId) && flights.get(work.requestId)?.fate !== "answered"))) {
    // While its own answer is still on the way the page says nothing twice.
    return flights.get(work.requestId)?.fate === "sent" ? { kind: "none" } : { kind: "ended", work };
  }
  return lost.length > 0 ? { kind: "unknown" } : { kind: "none" };
}
