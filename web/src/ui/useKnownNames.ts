// What codes that stand in facts and forms are called: topics of the plan, rule packs.

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { programmes } from "../api/client/programme";
import { useSession } from "../app/session";

const LONG = 600_000;

export function useKnownNames(): Record<string, string> {
  const { me } = useSession();
  const topics = useQuery({ queryKey: ["plan", "topics"], staleTime: LONG, queryFn: () => programmes.listTopics({}) });
  const packs = useQuery({ queryKey: ["packs"], staleTime: 30_000, enabled: me !== null, queryFn: async () => (await programmes.listPacks({})).packs });
  return useMemo(() => Object.fromEntries([
    ...(topics.data?.topics ?? []).map((topic) => [topic.code, topic.title] as const),
    ...(packs.data ?? []).map((pack) => [`${pack.code} ${pack.version}`, `${pack.title} ${pack.version}`] as const),
  ]), [topics.data, packs.data]);
}
