// The links of unanswered invitations, for the agency to send by its own means; and the judgement of one opinion.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import { reviewing } from "../../api/client/reviewing";
import { useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { words } from "./words";

function Copy({ path, label }: { path: string; label: string }) {
  const w = useWords(words);
  const [done, setDone] = useState(false);
  const copy = () => void navigator.clipboard.writeText(new URL(path, window.location.origin).href).then(() => setDone(true));
  return <Button size="small" aria-label={`${w("copy")} ${label}`} data-path={path} onClick={copy}>{w(done ? "copied" : "copy")}</Button>;
}

export function InvitationLinks({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { has } = useSession();
  const shown = has("agency") && (docket.machine === "call" ? docket.state === "IN_REVIEW" : docket.state === "UNDER_REVIEW");
  const { data } = useQuery({ queryKey: ["related", docket.id, "links", docket.seq.toString()], enabled: shown, retry: false, queryFn: () => reviewing.listInvitationLinks({ docket: docket.id }) });
  if (!shown || !data || data.links.length === 0) return null;
  return (
    <Card title={w("links")} hint={w("linksHint")} label={w("links")}>
      <ul className="plain stack">
        {data.links.map((link) => (
          <li key={link.review} className="between">
            <span>{link.reviewer}（{link.label}）{docket.machine === "call" && ` · ${link.title}`} <span className="muted small">{w("until")} <Time at={link.expiresAt} /></span></span>
            <Copy path={link.path} label={link.reviewer} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const DEGREES = [["rate1", 1], ["rate2", 2], ["rate3", 3]] as const;

export function RateOpinion({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { has } = useSession();
  const ids = useRef(new RequestIds());
  const rate = useMutation({
    mutationFn: (usefulness: number) => {
      const body = { docket: docket.id, usefulness };
      return reviewing.rateOpinion({ ...body, requestId: ids.current.idFor(body) });
    },
  });
  const readable = (docket.facts as { review?: { total?: unknown } } | undefined)?.review?.total !== undefined;
  if (docket.machine !== "review" || docket.state !== "SCORED" || !readable || !has("agency", "officer")) return null;
  return (
    <Card title={w("rate")} hint={w("rateHint")} label={w("rate")}>
      {rate.error && <ProblemAlert error={rate.error} />}
      {rate.data ? <p role="status">{w("rated")}</p> : <div className="row">{DEGREES.map(([word, degree]) => <Button key={degree} loading={rate.isPending} onClick={() => rate.mutate(degree)}>{w(word)}</Button>)}</div>}
    </Card>
  );
}
