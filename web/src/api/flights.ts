// Writes on their way: sent, answered, or lost with the connection, by request
// id. What was lost may still be done by the server, or be on record already.

import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { useSyncExternalStore } from "react";

export type Flight = { docket: string; fate: "sent" | "answered" | "lost" };
export type Flights = ReadonlyMap<string, Flight>;

/** So many are remembered. */
const MOST = 50;

let flights: Flights = new Map();
const listeners = new Set<() => void>();

function put(id: string, flight: Flight): void {
  const next = new Map(flights);
  next.delete(id);
  next.set(id, flight);
  for (const old of next.keys()) if (next.size > MOST) next.delete(old);
  flights = next;
  for (const tell of listeners) tell();
}

/** Nothing of the server's own came back. */
export function isLost(error: unknown): boolean {
  const { code, details } = ConnectError.from(error);
  return details.length === 0 && (code === Code.Unknown || code === Code.Unavailable || code === Code.Canceled);
}

/** Follows every write through the transport. */
export const following: Interceptor = (next) => async (request) => {
  const { requestId = "", docket = "" } = request.message as { requestId?: string; docket?: string };
  if (!requestId || !docket) return next(request);
  put(requestId, { docket, fate: "sent" });
  try {
    const answer = await next(request);
    put(requestId, { docket, fate: "answered" });
    return answer;
  } catch (error) {
    put(requestId, { docket, fate: isLost(error) ? "lost" : "answered" });
    throw error;
  }
};

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export const useFlights = (): Flights => useSyncExternalStore(subscribe, () => flights);
