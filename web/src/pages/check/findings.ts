// What speaks against an application: the drafting check and the check of eligibility as one list.

import { Code, ConnectError } from "@connectrpc/connect";
import { useQuery } from "@tanstack/react-query";
import { applications } from "../../api/clients";
import { drafting } from "../../api/desk";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { gathered, type Finding } from "./finding";

const MAY = ["pi", "institution", "recommender", "officer", "director", "auditor"];

async function eligibility(docket: string): Promise<Finding[]> {
  const answer = await applications.checkEligibility({ docket });
  return [
    ...answer.obstacles.map((one): Finding => ({ field: "", severity: "error", zh: one.zh, en: one.en, byDefault: one.evidence !== "sourced" })),
    ...answer.defects.map((one): Finding => ({ field: one.field, severity: "error", zh: one.text, en: one.text, byDefault: false })),
  ];
}

/** The check of the draft; a reader who may not have it has the eligibility alone. */
async function draftFindings(docket: string): Promise<Finding[] | undefined> {
  try {
    const { findings } = await drafting.checkDraft({ docket });
    return findings.map((one): Finding => ({ field: one.field, severity: one.severity === "warning" ? "warning" : "error", zh: one.zh, en: one.en, byDefault: false }));
  } catch (error) {
    if ([Code.Unimplemented, Code.NotFound, Code.PermissionDenied].includes(ConnectError.from(error).code)) return undefined;
    throw error;
  }
}

export function useFindings(docket: Docket) {
  const { has } = useSession();
  return useQuery({
    queryKey: ["findings", docket.id, docket.seq.toString()], retry: false, staleTime: 30_000, enabled: docket.machine === "project" && has(...MAY),
    queryFn: async () => {
      const [fit, draft] = await Promise.all([eligibility(docket.id), draftFindings(docket.id)]);
      return gathered(draft ? [fit.filter((one) => one.field === ""), draft] : [fit]);
    },
  });
}
