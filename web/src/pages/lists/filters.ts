// The filters of a list as they stand in the address, and what they ask of the server.

import type { MessageInitShape } from "@bufbuild/protobuf";
import { fromWall } from "../../format/time";
import type { ListDocketsRequestSchema } from "../../gen/yanlu/docket/v1/docket_pb";

export const SORTS = ["since", "opened", "title", "code", "state"] as const;
export type Sort = (typeof SORTS)[number];

export type Filters = {
  states: string[];
  query: string;
  /** The call of an application, the application of a review. */
  parent: string;
  late: boolean;
  mine: boolean;
  open: boolean;
  /** Entered the present state on these days, Shanghai’s calendar. */
  from: string;
  to: string;
  pi: string;
  host: string;
  /** The name of the person or organisation above, so that it can be shown. */
  who: string;
  sort: Sort;
  ascending: boolean;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (text: string | null): string => (text && DAY.test(text) ? text : "");

export function filtersOf(params: URLSearchParams): Filters {
  const sort = SORTS.find((one) => one === params.get("sort")) ?? "since";
  const flag = (name: string) => params.get(name) === "1";
  const text = (name: string) => params.get(name) ?? "";
  return {
    states: params.getAll("state"), query: text("q"), parent: text("call"), late: flag("late"), mine: flag("mine"), open: flag("open"),
    from: day(params.get("from")), to: day(params.get("to")), pi: text("pi"), host: text("host"), who: text("who"), sort, ascending: flag("up"),
  };
}

/** Writes filters into the address; what filters nothing leaves no trace. */
export function paramsOf(filters: Partial<Filters>): URLSearchParams {
  const params = new URLSearchParams();
  for (const state of filters.states ?? []) params.append("state", state);
  const texts = { q: filters.query, call: filters.parent, from: filters.from, to: filters.to, pi: filters.pi, host: filters.host };
  for (const [name, value] of Object.entries(texts)) if (value) params.set(name, value);
  if (filters.who && (filters.pi || filters.host)) params.set("who", filters.who);
  for (const name of ["late", "mine", "open"] as const) if (filters[name]) params.set(name, "1");
  if (filters.sort && filters.sort !== "since") params.set("sort", filters.sort);
  if (filters.ascending) params.set("up", "1");
  return params;
}

/** True when something is left out. */
export function narrows(filters: Filters): boolean {
  const { sort: _sort, ascending: _ascending, who: _who, ...rest } = filters;
  return Object.values(rest).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)));
}

type Request = MessageInitShape<typeof ListDocketsRequestSchema>;

export function requestOf(machine: string, filters: Filters): Request {
  const { states, query, parent, late, mine, open, pi, host, sort, ascending } = filters;
  return {
    machine, states, query, parent, late, mine, open, pi, hostOrg: host, sort, ascending,
    ...(filters.from && { sinceFrom: fromWall(`${filters.from} 00:00:00`) }), ...(filters.to && { sinceTo: fromWall(`${filters.to} 23:59:59`) }),
  };
}

/** The spreadsheet of the same list: its query names are those of the request. */
export function sheetOf(machine: string, filters: Filters): string {
  const params = new URLSearchParams({ machine });
  for (const state of filters.states) params.append("states", state);
  const texts = { query: filters.query, parent: filters.parent, pi: filters.pi, hostOrg: filters.host };
  for (const [name, value] of Object.entries(texts)) if (value) params.set(name, value);
  for (const name of ["late", "mine", "open", "ascending"] as const) if (filters[name]) params.set(name, "true");
  if (filters.from) params.set("sinceFrom", `${filters.from}T00:00:00+08:00`);
  if (filters.to) params.set("sinceTo", `${filters.to}T23:59:59+08:00`);
  if (filters.sort !== "since") params.set("sort", filters.sort);
  return `/papers/list.xlsx?${params.toString()}`;
}
