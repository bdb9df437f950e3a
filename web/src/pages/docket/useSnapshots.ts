// The snapshots of a subject as of a state of it.

import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/clients";

export function useSnapshots(docket: string, seq: bigint) {
  return useQuery({ queryKey: ["snapshots", docket, seq.toString()], retry: false, placeholderData: (old) => old, queryFn: () => dockets.listSnapshots({ docket }) });
}
