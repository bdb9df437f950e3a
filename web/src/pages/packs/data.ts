// What the pages of rule packs ask the server for.

import type { JsonObject } from "@bufbuild/protobuf";
import { useQuery } from "@tanstack/react-query";
import { programmes } from "../../api/clients";
import { packDrafts } from "../../api/desk";
import type { PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import { useSession } from "../../app/session";
import type { Pack } from "./model";
import type { Words } from "./say";

/** Who sees drafts at all, and who writes them. */
export const READS = ["officer", "director", "discipline", "auditor", "admin"] as const;
export const WRITES = ["officer", "admin"] as const;

export const packOf = (content: JsonObject | undefined): Pack => content as unknown as Pack;

export const usePackList = () => useQuery({ queryKey: ["packs"], staleTime: 30_000, queryFn: async () => (await programmes.listPacks({})).packs });

/** A pack whole; it never changes under its hash. */
export function usePack(hash: string) {
  return useQuery({
    queryKey: ["pack-content", hash], enabled: hash !== "", staleTime: Infinity,
    queryFn: async () => {
      const { content, words } = await packDrafts.getPackContent({ hash });
      const said: Words = new Map(words.map((word) => [word.code, { zh: word.zh, en: word.en }]));
      return { pack: packOf(content), words: said };
    },
  });
}

export function useDrafts() {
  const session = useSession();
  const enabled = session.has(...READS);
  return useQuery({ queryKey: ["pack-drafts"], enabled, queryFn: async () => (await packDrafts.listPackDrafts({})).drafts });
}

/** What a release brought and nobody took up. */
export function useOffers() {
  const session = useSession();
  const enabled = session.has(...READS);
  return useQuery({ queryKey: ["pack-offers"], enabled, staleTime: 60_000, queryFn: async () => (await packDrafts.listPackOffers({})).offers });
}

export const draftKey = (id: string) => ["pack-draft", id] as const;

export const useDraftOf = (id: string) =>
  useQuery({ queryKey: draftKey(id), staleTime: Infinity, gcTime: 0, retry: 1, queryFn: () => packDrafts.getPackDraft({ id }) });

export const useUse = (hash: string) => useQuery({ queryKey: ["pack-use", hash], enabled: hash !== "", queryFn: () => packDrafts.getPackUse({ hash }) });

export const useCheck = (draft: Pick<PackDraft, "id" | "revision">) =>
  useQuery({ queryKey: ["pack-check", draft.id, String(draft.revision)], queryFn: () => packDrafts.checkPackDraft({ id: draft.id }) });

export const useChanges = (before: string, after: string, revision = "") =>
  useQuery({ queryKey: ["pack-changes", before, after, revision], enabled: before !== "" && after !== "", queryFn: async () => (await packDrafts.comparePacks({ before, after })).changes });
