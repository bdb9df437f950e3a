// Asks how far the long acts of a commission have come: often while one runs,
// seldom otherwise. Several places of a page share one question.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { commissions } from "../../../api/client/commission";
import { useFlights } from "../../../api/flights";
import { useRefresh } from "../../docket/useDocket";
import { standingOf, type Standing } from "./standing";

const OFTEN = 400;
const SELDOM = 10_000;
const CUT_OFF = 2_000;

export function useWork(docket: string): { standing: Standing; hear: () => void } {
  const flights = useFlights();
  const [heard, setHeard] = useState<ReadonlySet<string>>(new Set());
  const seen = useRef(new Set<string>());
  const refresh = useRefresh();
  const mine = [...flights].filter(([, flight]) => flight.docket === docket);
  const waiting = mine.some(([id, flight]) => flight.fate === "sent" || (flight.fate === "lost" && !heard.has(id)));
  const asked = useQuery({
    queryKey: ["commission-work", docket], retry: false, refetchIntervalInBackground: true, networkMode: "always",
    refetchInterval: ({ state }) => (state.status === "error" ? CUT_OFF : waiting || (state.data?.work && !state.data.work.endedAt) ? OFTEN : SELDOM),
    queryFn: () => commissions.getCommissionWork({ docket }),
  });
  const work = asked.data?.work;
  if (work && !work.endedAt) seen.current.add(work.requestId);
  const { refetch } = asked;
  useEffect(() => {
    if (waiting) void refetch();
  }, [waiting, refetch]);
  const standing = standingOf({ work, cut: asked.isError, seen: seen.current, heard, flights, docket });
  const over = standing.kind === "ended" ? standing.work.requestId : "";
  useEffect(() => {
    if (over) void refresh();
  }, [over]);
  const hear = () => setHeard(new Set([...heard, ...mine.map(([id]) => id), ...(work ? [work.requestId] : [])]));
  return { standing, hear };
}
