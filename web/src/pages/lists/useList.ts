// One list of dockets: its filters in the address, its pages one after another.

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { dockets } from "../../api/client/docket";
import { keep, oneOf, useKept } from "../../app/kept";
import { keys } from "../../app/keys";
import { useRefetchEvery } from "../../app/live";
import { filtersOf, paramsOf, requestOf, type Filters } from "./filters";

export const PAGE_SIZES = ["25", "50", "100", "200"] as const;
const pageSize = keep<(typeof PAGE_SIZES)[number]>("yanlu.page-size", "25", oneOf(...PAGE_SIZES));

const EVERY = 30_000;

export function useFilters(): { filters: Filters; put: (change: Partial<Filters>) => void; clear: () => void; query: string; open: (query: string) => void } {
  const [params, setParams] = useSearchParams();
  const filters = filtersOf(params);
  return {
    filters,
    put: (change) => setParams(paramsOf({ ...filters, ...change })),
    clear: () => setParams(paramsOf({ sort: filters.sort, ascending: filters.ascending })),
    query: paramsOf(filters).toString(),
    open: (query) => setParams(new URLSearchParams(query)),
  };
}

export function useList(machine: string, filters: Filters) {
  const size = useKept(pageSize);
  const every = useRefetchEvery(EVERY);
  const list = useInfiniteQuery({
    queryKey: keys.list(machine, { ...filters, who: "", size }), initialPageParam: "", placeholderData: keepPreviousData, refetchInterval: every,
    queryFn: ({ pageParam, signal }) => dockets.listDockets({ ...requestOf(machine, filters), pageSize: Number(size), pageToken: pageParam }, { signal }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const first = list.data?.pages[0];
  return { list, rows: list.data?.pages.flatMap((page) => page.dockets) ?? [], total: first?.total ?? 0, more: first?.moreThanCounted ?? false, size, setSize: pageSize.set };
}
