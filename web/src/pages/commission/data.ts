// What the pages of a commission read. Its applications move without it, so
// that what counts them is asked again by the clock.

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { commissions } from "../../api/client/commission";
import { dockets } from "../../api/clients";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { sealedOf } from "./panels/candidates";
import { sent, type Change } from "./panels/edit";

const EVERY = 10_000;
const LONG = 600_000;

export const useCommission = (docket: Docket) =>
  useQuery({ queryKey: ["commission", docket.id, docket.seq.toString()], refetchInterval: EVERY, placeholderData: (old) => old, queryFn: () => commissions.getCommission({ docket: docket.id }) });

/** Version 0 is the current one. */
export const usePlan = (docket: string, version: bigint, enabled = true) =>
  useQuery({ queryKey: ["commission-plan", docket, version.toString()], enabled, placeholderData: (old) => old, staleTime: LONG, queryFn: () => commissions.getPlan({ docket, version }) });

export const useVersions = (docket: string, seq: bigint) =>
  useQuery({ queryKey: ["commission-versions", docket, seq.toString()], placeholderData: (old) => old, queryFn: () => commissions.listPlanVersions({ docket }) });

export const useSnapshots = (docket: string, seq: bigint, enabled = true) =>
  useQuery({ queryKey: ["commission-snapshots", docket, seq.toString()], enabled, staleTime: LONG, queryFn: () => dockets.listSnapshots({ docket }) });

/** The sealed pool, for those who may read it. */
export const useSealed = (docket: string, enabled: boolean) =>
  useQuery({
    queryKey: ["commission-sealed", docket], enabled, staleTime: LONG,
    queryFn: async () => sealedOf((await dockets.listSnapshots({ docket })).snapshots.findLast((one) => one.kind === "commission_seal")?.content),
  });

type Asked = { docket: string; version: bigint; application: string; changes: Change[]; query: string };

/** Who could be added to a panel, as the server judges it with the changes that are not saved yet; page after page. */
export const useCandidates = ({ docket, version, application, changes, query }: Asked) => {
  const tried = changes.map(sent);
  return useInfiniteQuery({
    queryKey: ["commission-candidates", docket, version.toString(), application, JSON.stringify(tried), query], initialPageParam: "", placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => commissions.listCandidates({ docket, version, application, changes: tried, query, pageToken: pageParam }),
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });
};
