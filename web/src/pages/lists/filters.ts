// The filters of a list as they stand in the URL.

export type Filters = { states: string[]; query: string; parent: string; page: string };

export function filtersOf(params: URLSearchParams): Filters {
  return { states: params.getAll("state"), query: params.get("q") ?? "", parent: params.get("call") ?? "", page: params.get("page") ?? "" };
}

/** Writes filters into the URL; a changed filter starts from the first page. */
export function paramsOf(filters: Partial<Filters>): URLSearchParams {
  const params = new URLSearchParams();
  for (const state of filters.states ?? []) params.append("state", state);
  if (filters.query) params.set("q", filters.query);
  if (filters.parent) params.set("call", filters.parent);
  if (filters.page) params.set("page", filters.page);
  return params;
}
