// What a checker saw last time: the content as it stood when it was returned.

import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/clients";
import type { Content } from "../../draft/merge";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useHistory } from "../docket/useHistory";
import { lastReturn, versionAt } from "./returned";

export type Baseline = { content: Content; at: Date };

export function useBaseline(docket: Docket): Baseline | undefined {
  const history = useHistory(docket.id, docket.seq);
  const returned = lastReturn(history.data?.map((step) => step.event) ?? []);
  const versions = useQuery({
    queryKey: ["versions", docket.id, docket.seq.toString()], enabled: !!returned, retry: false, staleTime: 60_000,
    queryFn: () => dockets.listDraftVersions({ docket: docket.id }),
  });
  if (!returned?.at || !versions.data) return undefined;
  const at = timestampDate(returned.at);
  const version = versionAt(versions.data.drafts, at);
  return version && { content: (version.content ?? {}) as Content, at };
}
