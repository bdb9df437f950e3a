// What stands beside the form of an act: what has to be seen to decide it.

import { lazy } from "react";
import type { Action, Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import type { Pointing } from "../check/CheckSide";
import { spanOf, useCallRules } from "../check/rules";
import { words as checkWords } from "../check/words";
import { FactsCard } from "./FactsCard";
import { NoticePreview } from "./NoticeCard";
import { words } from "./words";

// Each act has its own side, and loads no other.
const CallPreview = lazy(async () => ({ default: (await import("../builder/CallPreview")).CallPreview }));
const CheckSide = lazy(async () => ({ default: (await import("../check/CheckSide")).CheckSide }));
const ReviewedFile = lazy(async () => ({ default: (await import("./ReviewedFile")).ReviewedFile }));

/** Acts that judge what was written; those with a list of points can be pointed at. */
const CHECKS = new Set([
  "start_check", "return_once", "accept", "not_accept", "unit_return", "unit_approve", "recommend", "recommender_return", "return_need", "screen", "reserve_need",
]);
const LISTS = new Set(["return_once", "unit_return", "recommender_return", "return_need"]);

const CORRECTION = "intake.correction.days";

function CorrectionDue({ docket }: { docket: Docket }) {
  const w = useWords(checkWords);
  const { language } = useSpeak();
  const rule = useCallRules(docket.parent).get(CORRECTION);
  const span = rule ? spanOf(rule, language) : "";
  return span ? <Card title={w("due")} label={w("due")}><p>{w("dueHint", { span })}</p></Card> : null;
}

function Extending() {
  const w = useWords(words);
  return <Card title={w("extendNote")} label={w("extendNote")}><ul><li>{w("extendNote1")}</li><li>{w("extendNote2")}</li><li>{w("extendNote3")}</li></ul></Card>;
}

export function ActSide({ docket, action, onPoint }: { docket: Docket; action: Action; onPoint: Pointing }) {
  const { event } = action;
  if (docket.machine === "review") return <><ReviewedFile docket={docket} /><FactsCard docket={docket} /></>;
  if (CHECKS.has(event)) {
    return <>{event === "return_once" && <CorrectionDue docket={docket} />}<CheckSide docket={docket} onPoint={LISTS.has(event) ? onPoint : undefined} /></>;
  }
  if (event === "extend_deadline") return <><Extending /><FactsCard docket={docket} /></>;
  if ((event === "approve" || event === "table") && docket.machine === "project") return <><NoticePreview docket={docket} /><FactsCard docket={docket} /></>;
  if (docket.machine === "call" && (event === "publish" || event === "consult" || event === "approve_call" || event === "revise")) return <><CallPreview docket={docket} /><FactsCard docket={docket} /></>;
  return <FactsCard docket={docket} />;
}
