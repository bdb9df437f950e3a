// Says beside somebody who may sit on a panel that their file is due to be refreshed: what fits and what conflicts is read from it.

import { useQuery } from "@tanstack/react-query";
import { experts } from "../../api/client/expert";
import { useSession } from "../../app/session";
import { Mark } from "../../form/Mark";
import { useWords } from "../../i18n/words";
import { words } from "./words";

const MOST = 200;

export function StaleMark({ person }: { person: string }) {
  const w = useWords(words);
  const { has } = useSession();
  const stale = useQuery({
    queryKey: ["experts", "stale"], staleTime: 300_000, retry: false, enabled: person !== "" && has("agency"),
    queryFn: async () => new Set((await experts.listExperts({ stale: true, sort: "refreshed", pageSize: MOST })).experts.map((one) => one.person)),
  });
  return stale.data?.has(person) ? <Mark kind="warn">{w("staleFile")}</Mark> : null;
}
