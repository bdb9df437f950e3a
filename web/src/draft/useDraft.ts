// A draft as a page uses it: the keeper, fed by the API. A keeper with unsaved
// words outlives its page within the tab and is met again on return.

import type { JsonObject } from "@bufbuild/protobuf";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { dockets } from "../api/clients";
import { problemOf } from "../api/problem";
import { useRefetchEvery } from "../app/live";
import { dateOf } from "../format/time";
import type { Draft } from "../gen/yanlu/docket/v1/docket_pb";
import { DraftKeeper, type Shelf, type Store, type Version } from "./keeper";
import type { Content } from "./merge";
import { openShelf } from "./shelf";

const LOOK_AGAIN = 10_000;

export function versionOf(draft: Draft): Version {
  return { version: draft.version, content: (draft.content ?? {}) as Content, savedBy: draft.savedBy, savedAt: dateOf(draft.savedAt) };
}

function storeOf(docket: string): Store {
  return {
    save: async (content, baseVersion, requestId) =>
      versionOf(await dockets.saveDraft({ docket, baseVersion, requestId, content: content as JsonObject })),
    load: async () => versionOf(await dockets.getDraft({ docket })),
    isStale: (error) => problemOf(error).reason === "DRAFT_STALE",
  };
}

export function useDraftQuery(docket: string, live: boolean) {
  const every = useRefetchEvery(LOOK_AGAIN);
  return useQuery({
    queryKey: ["draft", docket], retry: false, refetchInterval: live ? every : false,
    queryFn: () => dockets.getDraft({ docket }),
  });
}

/** The device’s copies for a draft; nothing until they are read. */
export function useShelf(person: string | undefined, docket: string): Shelf | undefined {
  const [shelf, setShelf] = useState<{ key: string; shelf: Shelf }>();
  const key = `${person}.${docket}`;
  useEffect(() => {
    let gone = false;
    if (person) void openShelf(person, docket).then((opened) => !gone && setShelf({ key, shelf: opened }));
    return () => { gone = true; };
  }, [person, docket, key]);
  return shelf?.key === key ? shelf.shelf : undefined;
}

/** The keepers of this tab: one for each draft, also while its page is away with words unsaved. */
const keepers = new Map<string, { keeper: DraftKeeper; pages: number }>();

function keeperOf(key: string, fresh: () => DraftKeeper): DraftKeeper {
  const known = keepers.get(key) ?? { keeper: fresh(), pages: 0 };
  keepers.set(key, known);
  return known.keeper;
}

function arrive(key: string, step: 1 | -1): number {
  const known = keepers.get(key);
  if (!known) return 0;
  known.pages += step;
  return known.pages;
}

/** Saves at once when a save is asked for by key, when the connection is back, and when the page is put away. */
function useMoments(keeper: DraftKeeper): void {
  useEffect(() => {
    const flush = () => void keeper.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (!keeper.unsaved()) return;
      flush();
      event.preventDefault();
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") flush();
    };
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      flush();
    };
    window.addEventListener("beforeunload", warn);
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", hidden);
    document.addEventListener("keydown", key);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", hidden);
      document.removeEventListener("keydown", key);
    };
  }, [keeper]);
}

export function useKeeper(person: string, docket: string, draft: Draft, shelf: Shelf) {
  const key = `${person}.${docket}`;
  const [keeper] = useState(() => keeperOf(key, () => new DraftKeeper(versionOf(draft), storeOf(docket), shelf)));
  const view = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => keeper.adopt(versionOf(draft)), [keeper, draft]);
  useMoments(keeper);
  useEffect(() => {
    arrive(key, 1);
    return () => {
      arrive(key, -1);
      void keeper.flush().then(() => {
        if (keepers.get(key)?.pages === 0 && !keeper.unsaved()) keepers.delete(key);
      });
    };
  }, [keeper, key]);
  return { keeper, view };
}

/** Words of mine that never reached the server because the draft can no longer be written. */
export function useLeftOver(person: string | undefined, docket: string, enabled: boolean): Content | undefined {
  const shelf = useShelf(enabled ? person : undefined, docket);
  if (!enabled || !shelf) return undefined;
  return keepers.get(`${person}.${docket}`)?.keeper.unsavedPatch() ?? shelf.read()?.mine;
}
