// One call as everyone may read it, with the way to apply.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { programmes } from "../../api/client/programme";
import { useSession } from "../../app/session";
import type { CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { CallTerms } from "./CallTerms";
import { CallTopics } from "./CallTopics";
import { words } from "./words";

const EVERY = 30_000;

/** What a visitor may do now. */
function Way({ call }: { call: CallNotice }) {
  const w = useWords(words);
  const { me, has } = useSession();
  if (call.state !== "OPEN") return null;
  const apply = `/new/application?call=${call.id}`;
  if (!me) return <LinkButton to={`/sign-in?next=${encodeURIComponent(apply)}`}>{w("signIn")}</LinkButton>;
  return has("pi") ? <LinkButton to={apply}>{w("apply")}</LinkButton> : null;
}

function Before({ call }: { call: CallNotice }) {
  const w = useWords(words);
  const { me } = useSession();
  const open = call.state === "OPEN";
  if (!open && call.state !== "PUBLISHED") {
    return <Card title={w("closed")}><Link to={`/results?call=${call.id}`}>{w("results")}</Link></Card>;
  }
  return (
    <Card title={w("before")} hint={open ? w("beforeHint") : w("coming")}>
      <ul className="plain stack">
        <li><Link to={`/calls/${call.id}/questions`}>{w("questions")}</Link></li>
        <li><a href={`/open/calls/${call.id}/form.pdf`}>{w("blank")}</a></li>
        <li className="muted small">{w("steps")}</li>
        {!me && <li className="muted small">{w("invite")}</li>}
      </ul>
    </Card>
  );
}

/** The public face of a call; the builder previews a call with the same. */
export function CallBody({ call }: { call: CallNotice }) {
  const w = useWords(words);
  return (
    <div className="two">
      <div className="stack">
        <Card title={w("terms")}><CallTerms call={call} /></Card>
        <Card title={w("topics")}><CallTopics codes={call.topics} /></Card>
      </div>
      <Before call={call} />
    </div>
  );
}

export function CallPage() {
  const w = useWords(words);
  const { me } = useSession();
  const { call: id = "" } = useParams();
  const answer = useQuery({ queryKey: ["call", id], queryFn: () => programmes.getCall({ call: id }), refetchInterval: EVERY });
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { call } = answer.data;
  if (!call) return null;
  return (
    <Page
      title={call.title} hint={<span className="mono">{call.code}</span>}
      actions={(
        <>
          <StateTag state={call.state} zh={call.stateZh} en={call.stateEn} />
          <Way call={call} />
          {me && <Link to={`/dockets/${call.id}`}>{w("docket")}</Link>}
        </>
      )}
    >
      <CallBody call={call} />
    </Page>
  );
}
