// What the checks say of a draft: asked for on demand and a moment after each save.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { drafting } from "../api/desk";
import type { CheckDraftResponse } from "../gen/yanlu/application/v1/drafting_pb";

const SETTLE = 1200;

export type Check = { answer: CheckDraftResponse | undefined; busy: boolean; error: unknown; run: () => Promise<CheckDraftResponse | undefined> };

export function useCheck(docket: string, enabled: boolean, version: bigint, files: string): Check {
  // Files come and go without a new version, and are looked for all the same.
  const state = `${version} ${files}`;
  const [settled, setSettled] = useState(state);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(state), SETTLE);
    return () => clearTimeout(timer);
  }, [state]);
  const query = useQuery({
    queryKey: ["check", docket, settled], enabled, retry: false, placeholderData: (old) => old,
    queryFn: () => drafting.checkDraft({ docket }),
  });
  return { answer: query.data, busy: query.isFetching, error: query.error, run: async () => (await query.refetch()).data };
}
