// An invitation to review, answered by its link: without an account, before the file opens.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useSearchParams } from "react-router";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { reviewing } from "../../api/client/reviewing";
import { RequestIds } from "../../form/requestId";
import type { AnswerInvitationRequestSchema, GetInvitationByLinkResponse } from "../../gen/yanlu/review/v1/reviewing_pb";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import "../home/site.css";
import { words } from "./linkWords";
import "./reviewing.css";

type Answer = NonNullable<MessageInitShape<typeof AnswerInvitationRequestSchema>["answer"]>;
type Send = (answer: Answer) => void;

function What({ offer }: { offer: GetInvitationByLinkResponse }) {
  const w = useWords(words);
  return (
    <Card title={offer.title} hint={offer.call}>
      <div className="facts">
        <dl>
          <div className="row-of"><dt>{w("team")}</dt><dd>{offer.doubleBlind ? w("blind") : offer.team.join("、")}</dd></div>
          <div className="row-of"><dt>{w("inviteDue")}</dt><dd><Time at={offer.inviteDue} /></dd></div>
          <div className="row-of"><dt>{w("due")}</dt><dd><Time at={offer.due} /></dd></div>
          <div className="row-of"><dt>{w("load")}</dt><dd>{w("count", { count: offer.load })}</dd></div>
          <div className="row-of"><dt>{w("agency")}</dt><dd>{offer.agency}</dd></div>
        </dl>
      </div>
    </Card>
  );
}

function Accept({ busy, send }: { busy: boolean; send: Send }) {
  const w = useWords(words);
  const [declared, setDeclared] = useState({ noConflict: false, confidential: false });
  const [missing, setMissing] = useState(false);
  const whole = declared.noConflict && declared.confidential;
  const tick = (part: keyof typeof declared) => (
    <label className="declare">
      <input type="checkbox" checked={declared[part]} onChange={(event) => setDeclared({ ...declared, [part]: event.target.checked })} />
      <span>{w(part)}</span>
    </label>
  );
  return (
    <Card title={w("accept")} hint={w("acceptHint")}>
      <div className="stack">
        {tick("noConflict")}
        {tick("confidential")}
        {missing && !whole && <div role="alert" className="field-defect">{w("both")}</div>}
        <div><Button type="primary" loading={busy} onClick={() => (whole ? send({ case: "accept", value: declared }) : setMissing(true))}>{w("accept")}</Button></div>
      </div>
    </Card>
  );
}

const REASONS = [["field", "field"], ["load", "tooMuch"], ["conflict", "conflict"]] as const;

function Decline({ busy, send }: { busy: boolean; send: Send }) {
  const w = useWords(words);
  const [note, setNote] = useState("");
  return (
    <Card title={w("decline")} hint={w("declineHint")}>
      <div className="site-form">
        <label>{w("note")}<input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} /></label>
        <div className="row">
          {REASONS.map(([reason, word]) => <Button key={reason} disabled={busy} onClick={() => send({ case: "decline", value: { reason, note } })}>{w(word)}</Button>)}
        </div>
      </div>
    </Card>
  );
}

/** With what a conflict may be; later invitations keep to it. */
const SCOPES = [["application", "ofApplication"], ["organisations", "ofOrganisations"], ["dispute", "ofDispute"], ["participant", "ofParticipant"], ["batch", "ofBatch"]] as const;

function Recuse({ busy, send }: { busy: boolean; send: Send }) {
  const w = useWords(words);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const ground = String(given.get("ground") ?? "").trim();
    setMissing(ground === "");
    if (ground) send({ case: "recuse", value: { ground, scope: String(given.get("scope") ?? "") } });
  };
  return (
    <Card title={w("recuse")} hint={w("recuseHint")}>
      <form className="site-form" onSubmit={submit} noValidate>
        <label>{w("ground")}<input name="ground" maxLength={200} autoComplete="off" aria-invalid={missing} aria-describedby={missing ? "ground-missing" : undefined} /></label>
        <label>{w("scope")}<select name="scope" className="plain-select">{SCOPES.map(([scope, word]) => <option key={scope} value={scope}>{w(word)}</option>)}</select></label>
        {missing && <div id="ground-missing" role="alert" className="field-defect">{w("groundMissing")}</div>}
        <div><Button htmlType="submit" disabled={busy}>{w("doRecuse")}</Button></div>
      </form>
    </Card>
  );
}

function Done({ state }: { state: string }) {
  const w = useWords(words);
  const word = state === "ACCEPTED" || state === "DECLINED" || state === "RECUSED" ? state : "DECLINED";
  return (
    <div role="status" data-answered={state}>
      <EmptyState
        title={w(word)} hint={w(state === "ACCEPTED" ? "acceptedNext" : "ended")}
        action={state === "ACCEPTED" ? <LinkButton to="/sign-in?next=/reviewing">{w("signIn")}</LinkButton> : undefined}
      />
    </div>
  );
}

export function ReviewInvitation() {
  const w = useWords(words);
  const [query] = useSearchParams();
  const token = query.get("token") ?? "";
  const ids = useRef(new RequestIds());
  const answer = useMutation({
    mutationFn: (chosen: Answer) => reviewing.answerInvitation({ token, answer: chosen, requestId: ids.current.idFor([token, chosen]) }),
  });
  const offer = useQuery({ queryKey: ["review-link", token], enabled: token !== "" && !answer.data, retry: false, refetchOnWindowFocus: false, queryFn: () => reviewing.getInvitationByLink({ token }) });
  const open = offer.data && !answer.data;
  return (
    <Page title={w("title")} hint={w("hint")}>
      {!token && <EmptyState title={w("noLink")} hint={w("noLinkHint")} />}
      {token && offer.isPending && !answer.data && <Loading />}
      {offer.error && !answer.data && <ProblemAlert error={offer.error} />}
      {answer.data && <Done state={answer.data.state} />}
      {open && (
        <div className="stack">
          <What offer={offer.data} />
          {answer.error && <ProblemAlert error={answer.error} />}
          <Accept busy={answer.isPending} send={answer.mutate} />
          <div className="site-columns">
            <Decline busy={answer.isPending} send={answer.mutate} />
            <Recuse busy={answer.isPending} send={answer.mutate} />
          </div>
        </div>
      )}
    </Page>
  );
}
