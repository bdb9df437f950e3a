// From a plan to the acts that make it: the call first, its needs after.

import { programmes } from "../../api/clients";
import { parseWan } from "../../format/money";
import { fromWall } from "../../format/time";
import { each, EachIds, type Outcome } from "../../form/each";
import type { Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import type { CallPlan } from "./plan";

const fen = (text: string): bigint => {
  const parsed = parseWan(text);
  return text.trim() && parsed.ok ? parsed.fen : 0n;
};

export type Made = { receipt: Receipt; needs: Outcome<string>[] };

/** Creates the call and selects the needs into it; a need that is refused is told, the call stands. */
export async function createCall(plan: CallPlan, ids: EachIds): Promise<Made> {
  const body = {
    template: plan.template, title: plan.title.trim(), packCode: plan.packCode, packVersion: plan.packVersion, opensAt: fromWall(plan.opensAt), closesAt: fromWall(plan.closesAt),
    topics: plan.topics, capFen: fen(plan.cap), envelopeFen: fen(plan.envelope), blind: plan.blind,
  };
  const receipt = await programmes.createCall({ ...body, requestId: ids.idFor("call", body) });
  const call = receipt.docket?.id ?? "";
  const needs = await each(plan.needs, (need) => {
    const select = { docket: need, call };
    return programmes.selectNeed({ ...select, requestId: ids.idFor(need, select) });
  });
  return { receipt, needs };
}

/** Saves a call that is still being drafted, on top of what was read. */
export function reviseCall(docket: Docket, plan: CallPlan, ids: EachIds): Promise<Receipt> {
  const body = {
    docket: docket.id, etag: docket.seq, title: plan.title.trim(), opensAt: fromWall(plan.opensAt), closesAt: fromWall(plan.closesAt),
    topics: plan.topics, capFen: fen(plan.cap), envelopeFen: fen(plan.envelope), blind: plan.blind,
  };
  return programmes.reviseCall({ ...body, requestId: ids.idFor("call", body) });
}
