// The filters of the pool as they stand in the address.

export const STATUSES = ["candidate", "active", "suspended", "removed"] as const;
export const KINDS = ["technical", "finance", "industry", "management"] as const;
export const SORTS = ["name", "load", "-load", "refreshed", "status"] as const;
export type Sort = (typeof SORTS)[number];

export type Filters = { query: string; status: string[]; kinds: string[]; topic: string; discipline: string; stale: boolean; free: boolean; sort: Sort };

const among = <T extends string>(all: readonly T[], found: string[]): T[] => all.filter((one) => found.includes(one));

export function filtersOf(params: URLSearchParams): Filters {
  return {
    query: params.get("q") ?? "", status: among(STATUSES, params.getAll("status")), kinds: among(KINDS, params.getAll("kind")),
    topic: params.get("topic") ?? "", discipline: params.get("discipline") ?? "", stale: params.get("stale") === "1", free: params.get("free") === "1",
    sort: SORTS.find((one) => one === params.get("sort")) ?? "name",
  };
}

/** Writes filters into the address; what filters nothing leaves no trace. */
export function paramsOf(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.query) params.set("q", filters.query);
  for (const status of filters.status) params.append("status", status);
  for (const kind of filters.kinds) params.append("kind", kind);
  if (filters.topic) params.set("topic", filters.topic);
  if (filters.discipline) params.set("discipline", filters.discipline);
  for (const name of ["stale", "free"] as const) if (filters[name]) params.set(name, "1");
  if (filters.sort !== "name") params.set("sort", filters.sort);
  return params;
}

/** True when something is left out. */
export function narrows({ sort: _sort, ...rest }: Filters): boolean {
  return Object.values(rest).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)));
}
