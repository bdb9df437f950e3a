// One subject, asked again while it is looked at: a workflow may move it at any moment.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { dockets } from "../../api/clients";

const EVERY = 6_000;

export function useDocket(id: string) {
  return useQuery({ queryKey: ["docket", id], refetchInterval: EVERY, queryFn: () => dockets.getDocket({ docket: id }) });
}

/** After an act everything that shows the subject is read again. */
export function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: (query) => !["me", "topics", "packs", "templates", "form", "draft"].includes(String(query.queryKey[0])) });
}
