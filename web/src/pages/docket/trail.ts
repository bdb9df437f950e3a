// The list somebody came from, so that the next one is a step away.

import { useQueryClient, type Query } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

const KEY = "yanlu.trail";

type Listed = { id: string };

/** The ids a cached answer lists: a page of dockets, or several of them. */
export function idsOf(data: unknown): string[] {
  if (typeof data !== "object" || data === null) return [];
  if ("pages" in data && Array.isArray(data.pages)) return data.pages.flatMap(idsOf);
  if ("dockets" in data && Array.isArray(data.dockets)) return (data.dockets as Listed[]).map((one) => one.id);
  return [];
}

/** The neighbours of a subject in a list; none when it is not in it. */
export function neighbours(ids: readonly string[], id: string): { at: number; previous?: string; next?: string } | undefined {
  const at = ids.indexOf(id);
  return at < 0 ? undefined : { at, previous: ids[at - 1], next: ids[at + 1] };
}

function recall(): string[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as unknown;
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function keep(ids: string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without storage the trail lasts as long as the list is remembered.
  }
}

/** The list seen last that holds the subject; a reload of the page still knows it. */
export function useTrail(id: string) {
  const queries = useQueryClient();
  const ids = useMemo(() => {
    const kept = recall();
    const lists = queries.getQueryCache().getAll()
      .map((query: Query) => ({ at: query.state.dataUpdatedAt, ids: idsOf(query.state.data) }))
      .filter((list) => list.ids.length > 1 && list.ids.includes(id))
      .sort((a, b) => b.at - a.at);
    return lists[0]?.ids ?? (kept.includes(id) ? kept : []);
  }, [id, queries]);
  useEffect(() => {
    if (ids.length > 0) keep(ids);
  }, [ids]);
  const found = neighbours(ids, id);
  return found && { ...found, of: ids.length };
}
