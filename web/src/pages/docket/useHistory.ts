// The whole history of a subject, folded.

import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/clients";
import type { Event } from "../../gen/yanlu/docket/v1/docket_pb";
import { foldHistory, type Step } from "./history";

const PAGE = 200;

async function allEvents(docket: string): Promise<Event[]> {
  const out: Event[] = [];
  let pageToken = "";
  do {
    const page = await dockets.listEvents({ docket, pageSize: PAGE, pageToken });
    out.push(...page.events);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return out;
}

/** Steps in the order they happened; read again when the subject has moved on. */
export function useHistory(docket: string, seq: bigint) {
  return useQuery<Step[]>({
    queryKey: ["events", docket, seq.toString()], retry: false, placeholderData: (old) => old,
    queryFn: async () => foldHistory(await allEvents(docket)),
  });
}
