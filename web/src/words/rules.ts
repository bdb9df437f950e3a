// What a rule is called, for the ids that acts rest on.

import { useQuery } from "@tanstack/react-query";
import { programmes } from "../api/clients";
import { useSpeak } from "../i18n";
import { sayRule } from "./listed";
import type { Word } from "./unknown";

const LONG = 600_000;

async function names(): Promise<Map<string, Word>> {
  const { packs } = await programmes.listPacks({});
  const pack = packs.find((one) => !one.practice) ?? packs[0];
  if (!pack) return new Map();
  const { rules } = await programmes.getPack({ hash: pack.hash });
  return new Map(rules.map((rule) => [rule.id, { zh: rule.zh, en: rule.en || rule.zh }]));
}

/** Says a rule id in words. */
export function useRuleNames(): (id: string) => string {
  const { language } = useSpeak();
  const { data } = useQuery({ queryKey: ["rule-names"], staleTime: LONG, retry: false, queryFn: names });
  return (id) => sayRule(data, id, language);
}
