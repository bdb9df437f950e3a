// The plan while it is being made: kept in the tab, begun from the call that is revised.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { dockets, programmes } from "../../api/clients";
import { create } from "@bufbuild/protobuf";
import { parseWan, fenOf, wanOf } from "../../format/money";
import { fromWall, shanghai } from "../../format/time";
import { forgetTyped, keepTyped, recallTyped } from "../../form/typed";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { CallNoticeSchema, type CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import type { Fact } from "../../words/fact";
import { EMPTY, type CallPlan } from "./plan";

type Facts = Record<string, Record<string, Fact> | undefined>;

const text = (value: Fact | undefined) => (typeof value === "string" ? value : "");
const wall = (value: Fact | undefined) => (text(value) ? shanghai(new Date(text(value))).format("YYYY-MM-DD HH:mm:ss") : "");
const wan = (value: Fact | undefined) => {
  const sum = fenOf(value);
  return sum ? wanOf(sum) : "";
};

/** The plan that a call on file already is. */
export function planOf(docket: Docket): CallPlan {
  const { terms = {}, window = {} } = (docket.facts ?? {}) as Facts;
  return {
    template: text(terms.template), packCode: text(terms.pack_code), packVersion: text(terms.pack_version), title: docket.title, opensAt: wall(window.opens_at), closesAt: wall(window.closes_at),
    topics: Array.isArray(terms.topics) ? terms.topics.map(String) : [], needs: [], cap: wan(terms.cap_fen), envelope: wan(terms.envelope_fen), blind: text(terms.blind),
  };
}

const placeOf = (call: string) => `builder.${call || "new"}`;

export function usePlan(call: string, docket: Docket | undefined, needs: string[]) {
  const [plan, setPlan] = useState<CallPlan>(() => ({ ...EMPTY, ...(docket ? planOf(docket) : {}), ...(needs.length > 0 ? { needs } : {}), ...(recallTyped(placeOf(call)) as Partial<CallPlan>), ...(needs.length > 0 ? { needs } : {}) }));
  useEffect(() => keepTyped(placeOf(call), plan), [call, plan]);
  return { plan, put: (change: Partial<CallPlan>) => setPlan((old) => ({ ...old, ...change })), forget: () => forgetTyped(placeOf(call)) };
}

/** The public page of the plan: what the template says where the plan is silent. */
export function useNotice(plan: CallPlan): CallNotice {
  const templates = useQuery({ queryKey: ["templates", "terms"], staleTime: 60_000, queryFn: () => programmes.listTemplates({}) });
  const terms = (templates.data?.templates.find((one) => one.code === plan.template)?.terms ?? {}) as Record<string, Fact>;
  const money = (typed: string, kept: Fact | undefined) => {
    const parsed = parseWan(typed);
    return typed.trim() && parsed.ok ? parsed.fen : fenOf(kept) ?? 0n;
  };
  return create(CallNoticeSchema, {
    title: plan.title, state: "PUBLISHED", opensAt: fromWall(plan.opensAt), closesAt: fromWall(plan.closesAt), topics: plan.topics,
    capFen: money(plan.cap, terms.cap_fen), envelopeFen: money(plan.envelope, terms.envelope_fen),
    organisationMode: text(terms.organisation_mode), fundingMode: text(terms.funding_mode), pack: [plan.packCode, plan.packVersion].filter(Boolean).join(" "),
  });
}

export function useCall(call: string) {
  return useQuery({ queryKey: ["docket", call], enabled: call !== "", queryFn: () => dockets.getDocket({ docket: call }) });
}
