// The rules a call stands under, as staff wrote them: values are read from the pack, never known here.

import { useQuery } from "@tanstack/react-query";
import { dockets, programmes } from "../../api/clients";
import type { Rule } from "../../gen/yanlu/programme/v1/programme_pb";
import type { Fact } from "../../words/fact";

export { spanOf } from "./span";

const LONG = 600_000;

async function rulesOf(call: string): Promise<Map<string, Rule>> {
  const { docket } = await dockets.getDocket({ docket: call });
  const terms = (docket?.facts as Record<string, Record<string, Fact> | undefined> | undefined)?.terms;
  if (typeof terms?.pack_hash !== "string") return new Map();
  const { rules } = await programmes.getPack({ hash: terms.pack_hash });
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** Rules by id; empty until they are read, and where the reader may not see the call. */
export function useCallRules(call: string): Map<string, Rule> {
  const { data } = useQuery({ queryKey: ["call-rules", call], enabled: call !== "", staleTime: LONG, retry: false, queryFn: () => rulesOf(call) });
  return data ?? new Map();
}
