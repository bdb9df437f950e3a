// The last look before sending: the findings, then the pledge. Errors stop it, warnings do not.

import { Alert } from "antd";
import { useEffect } from "react";
import { Link, useNavigate } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { methodOf } from "../api/methods";
import { ActionForm } from "../form/ActionForm";
import type { Docket, Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { useDocket } from "../pages/docket/useDocket";
import { Card } from "../ui/Card";
import { CheckPanel } from "./CheckPanel";
import { DeskLink } from "./DeskLink";
import type { DraftKeeper, View } from "./keeper";
import { placeOf } from "./place";
import type { Check } from "./useCheck";
import { words } from "./words";

/** The acts with which a writer lets the material go. */
const SENDING = ["send_to_unit", "resubmit"];

type Props = { docket: Docket; form: Form; check: Check; keeper: DraftKeeper; view: View };

export function SendPanel({ docket, form, check, keeper, view }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const go = useNavigate();
  const queries = useQueryClient();
  const answer = useDocket(docket.id);
  useEffect(() => {
    void keeper.flush().then(() => check.run());
  }, [keeper]);
  const action = answer.data?.actions.find((one) => SENDING.includes(one.event));
  const method = action && !action.refused ? methodOf(action.method) : undefined;
  const errors = check.answer?.findings.filter((one) => one.severity === "error").length ?? 0;
  const warnings = check.answer?.warnings ?? 0;
  const settled = !!check.answer && check.answer.version === view.server.version && view.status === "clean";
  return (
    <Card title={w("sendTitle")} extra={<DeskLink plain small to={placeOf({})}>{w("back")}</DeskLink>}>
      <div className="stack" data-send={errors > 0 ? "blocked" : settled ? "ready" : "checking"}>
        <CheckPanel check={check} form={form} />
        {errors > 0 && <Alert type="error" showIcon title={w("sendBlocked", { n: errors })} />}
        {errors === 0 && settled && <Alert type="success" showIcon title={w("sendReady")} description={warnings > 0 && w("sendWarn", { n: warnings })} />}
        {view.status !== "clean" && <Alert type="warning" showIcon title={w("unsavedFirst")} />}
        {answer.data && !method && <Alert type="info" showIcon title={w("sendNotNow")} description={action && say(action.refusedZh, action.refusedEn)} />}
        {method && action && errors === 0 && settled && (
          <ActionForm
            method={method} name={say(action.zh, action.en)} subject={{ id: docket.id, seq: answer.data?.docket?.seq ?? docket.seq, title: docket.title }}
            onRefused={() => void check.run()}
            onDone={() => {
              keeper.forget();
              void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
              void go(`/dockets/${docket.id}/receipt`);
            }}
          />
        )}
        {answer.data?.actions.some((one) => one.event === "withdraw" && !one.refused) && <Link className="small" to="?tab=act&do=withdraw">{w("withdraw")}</Link>}
      </div>
    </Card>
  );
}
