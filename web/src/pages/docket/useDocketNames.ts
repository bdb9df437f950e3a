// Everything that codes and ids in the facts of a subject are called: people and
// organisations, topics and rule packs, and the criteria that it was scored by.

import { useQuery } from "@tanstack/react-query";
import { reviews } from "../../api/clients";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useKnownNames } from "../../ui/useKnownNames";

// An agency is scored by a rubric of its own, which few pages ask for; its opinions by that of the call.
const RUBRICS: Record<string, (docket: string) => Promise<{ criteria: { code: string; zh: string; en: string }[] }>> = {
  commission: async (docket) => (await import("../../api/client/commission")).commissions.agencyFigures({ docket }),
  project: (docket) => reviews.getRubric({ docket }),
  review: (docket) => reviews.getRubric({ docket }),
};

export function useDocketNames(docket: Docket | undefined): Record<string, string> {
  const { say } = useSpeak();
  const known = useKnownNames();
  const read = RUBRICS[docket?.machine ?? ""];
  const rubric = useQuery({
    queryKey: ["criteria", docket?.id], staleTime: 600_000, retry: false, enabled: read !== undefined,
    queryFn: async () => (await read?.(docket?.id ?? ""))?.criteria ?? [],
  });
  const criteria = Object.fromEntries(rubric.data?.map((one) => [one.code, say(one.zh, one.en)]) ?? []);
  return { ...known, ...criteria, ...docket?.names };
}
