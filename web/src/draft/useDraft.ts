// A draft as a page uses it: the keeper, fed by the API.

import type { JsonObject } from "@bufbuild/protobuf";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { dockets } from "../api/clients";
import { problemOf } from "../api/problem";
import { dateOf } from "../format/time";
import type { Draft } from "../gen/yanlu/docket/v1/docket_pb";
import { DraftKeeper, type Store, type Version } from "./keeper";
import type { Content } from "./merge";
import { deviceShelf } from "./shelf";

const LOOK_AGAIN = 20_000;

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
  return useQuery({
    queryKey: ["draft", docket], retry: false, refetchInterval: live ? LOOK_AGAIN : false,
    queryFn: () => dockets.getDraft({ docket }),
  });
}

export function useKeeper(person: string, docket: string, draft: Draft) {
  const [keeper] = useState(() => new DraftKeeper(versionOf(draft), storeOf(docket), deviceShelf(person, docket)));
  const view = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => keeper.adopt(versionOf(draft)), [keeper, draft]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!keeper.unsaved()) return;
      void keeper.flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void keeper.flush();
    };
  }, [keeper]);
  return { keeper, view };
}
