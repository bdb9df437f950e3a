// What an invitation is for, and the way to accept it: with a new account or one's own.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { identity } from "../../api/client/identity";
import { members } from "../../api/client/member";
import { useChangeSession, useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import type { SignInResponse } from "../../gen/yanlu/identity/v1/identity_pb";
import type { Invitation as Offer } from "../../gen/yanlu/identity/v1/member_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import "../team/people.css";
import { NewAccount } from "./NewAccount";
import { forgetSecret, secretOf } from "./secret";
import { words } from "./words";

const SIGN_IN = "/sign-in?next=/invitation";

function Ended({ status }: { status: string }) {
  const w = useWords(words);
  if (status === "accepted") return <EmptyState title={w("accepted")} hint={w("acceptedHint")} action={<Link to="/sign-in">{w("signIn")}</Link>} />;
  return <EmptyState title={w(status === "revoked" ? "revoked" : "expired")} hint={w("askAgain")} />;
}

function What({ offer }: { offer: Offer }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const roles = offer.roles.map((grant) => say(grant.roleZh, grant.roleEn)).join(language === "zh" ? "、" : ", ");
  return (
    <Card title={w("greeting", { name: offer.name })}>
      <p>{w("invited", { by: offer.invitedByName, organisation: offer.organisationName, roles })}</p>
      {offer.call && <p>{w("leadsTo")}</p>}
      <p className="muted">{w("until")} <Time at={offer.expiresAt} /></p>
    </Card>
  );
}

/** Somebody is signed in already: the roles are added to that account. */
function Own({ secret, name, onAccepted }: { secret: string; name: string; onAccepted: (answer: SignInResponse) => void }) {
  const w = useWords(words);
  const change = useChangeSession();
  const ids = useRef(new RequestIds());
  const accept = useMutation({ mutationFn: () => members.acceptInvitation({ secret, requestId: ids.current.idFor(secret) }), onSuccess: onAccepted });
  const leave = async () => {
    await identity.signOut({}).catch(() => undefined);
    change(null);
  };
  return (
    <Card title={w("signedInAs", { name })} hint={w("haveHint")}>
      <div className="stack">
        {accept.error && <ProblemAlert error={accept.error} />}
        <div className="row">
          <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate()}>{w("acceptAs")}</Button>
          <Button onClick={() => void leave()}>{w("other")}</Button>
        </div>
      </div>
    </Card>
  );
}

export function Invitation() {
  const w = useWords(words);
  const { hash } = useLocation();
  const go = useNavigate();
  const change = useChangeSession();
  const { me } = useSession();
  const secret = secretOf(hash);
  const offer = useQuery({ queryKey: ["invitation", secret], queryFn: () => members.readInvitation({ secret }), enabled: secret !== "", retry: false });
  const accepted = async (answer: SignInResponse) => {
    forgetSecret();
    change(answer.me ?? null);
    await go(offer.data?.call ? `/calls/${offer.data.call}` : "/queue", { replace: true });
  };
  return (
    <div className="invitation-page">
      <Page title={w("title")}>
        {!secret && <EmptyState title={w("noLink")} hint={w("noLinkHint")} />}
        {secret && offer.isPending && <Loading />}
        {offer.error && <ProblemAlert error={offer.error} />}
        {offer.data && offer.data.status !== "open" && <Ended status={offer.data.status} />}
        {offer.data?.status === "open" && (
          <div className="stack">
            <What offer={offer.data} />
            {me ? <Own secret={secret} name={me.name} onAccepted={(answer) => void accepted(answer)} /> : (
              <>
                <p><Link to={SIGN_IN}>{w("have")}</Link></p>
                <Card title={w("fresh")}><NewAccount secret={secret} name={offer.data.name} onAccepted={(answer) => void accepted(answer)} /></Card>
              </>
            )}
          </div>
        )}
      </Page>
    </div>
  );
}
