// One call as everyone may read it, with the way to apply.

import { useQuery } from "@tanstack/react-query";
import { Card } from "antd";
import { Link, useParams } from "react-router";
import { programmes } from "../../api/clients";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { CallTerms } from "./CallTerms";

export function CallPage() {
  const { t } = useSpeak();
  const { me, has } = useSession();
  const { call: id = "" } = useParams();
  const answer = useQuery({ queryKey: ["call", id], queryFn: () => programmes.getCall({ call: id }) });
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { call } = answer.data;
  if (!call) return null;
  const apply = `/new/application?call=${call.id}`;
  return (
    <Page
      title={call.title} hint={<span className="mono">{call.code}</span>}
      actions={(
        <>
          <StateTag state={call.state} zh={call.stateZh} en={call.stateEn} />
          {call.state === "OPEN" && (me ? has("pi") && <LinkButton to={apply}>{t("calls.apply")}</LinkButton> : <LinkButton to={`/sign-in?next=${encodeURIComponent(apply)}`}>{t("calls.signInToApply")}</LinkButton>)}
          {me && <Link to={`/dockets/${call.id}`}>{t("calls.docket")}</Link>}
        </>
      )}
    >
      <Card><CallTerms call={call} /></Card>
    </Page>
  );
}
