// What a rule is called, for the ids that acts rest on.

import { useQuery } from "@tanstack/react-query";
import { programmes } from "../api/clients";

const LONG = 600_000;

async function names(): Promise<Map<string, string>> {
  const { packs } = await programmes.listPacks({});
  const pack = packs.find((one) => !one.practice) ?? packs[0];
  if (!pack) return new Map();
  const { rules } = await programmes.getPack({ hash: pack.hash });
  return new Map(rules.map((rule) => [rule.id, rule.zh]));
}

/** Says a rule id in words where the pack knows it. */
export function useRuleNames(): (id: string) => string {
  const { data } = useQuery({ queryKey: ["rule-names"], staleTime: LONG, retry: false, queryFn: names });
  return (id) => data?.get(id) ?? id;
}
