// The receipt of a sent application: number, time, check code, and what happens next. It stays here.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { dockets } from "../../api/client/docket";
import type { Docket, Event } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Copyable } from "../../ui/Copyable";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { Turn } from "../../ui/Turn";
import "./apply.css";
import { words } from "./words";

/** The acts with which an applicant lets the material go. */
const SENDING = new Set(["send_to_unit", "resubmit"]);

const NEXT = { UNIT_CHECK: "next_UNIT_CHECK", RECOMMENDING: "next_RECOMMENDING", SUBMITTED: "next_SUBMITTED", FORMAL_CHECK: "next_FORMAL_CHECK" } as const;

function useSent(docket: string) {
  return useQuery({
    queryKey: ["docket", docket, "receipt"],
    queryFn: async () => {
      const [{ docket: found }, { events }] = await Promise.all([dockets.getDocket({ docket }), dockets.listEvents({ docket, pageSize: 200 })]);
      return { docket: found, sent: events.filter((event) => SENDING.has(event.event)).at(-1) };
    },
  });
}

function Facts({ docket, sent }: { docket: Docket; sent: Event }) {
  const w = useWords(words);
  const { say } = useSpeak();
  return (
    <dl>
      <dt>{w("number")}</dt>
      <dd>{docket.code ? <strong className="receipt-number" data-number>{docket.code}</strong> : <span className="muted">{w("noNumber")}</span>}</dd>
      <dt>{w("act")}</dt><dd>{say(sent.zh, sent.en)}</dd>
      <dt>{w("at")}</dt><dd><Time at={sent.at} /></dd>
      <dt>{w("by")}</dt><dd>{sent.person}</dd>
      <dt>{w("hash")}</dt><dd><Copyable text={sent.hash} name="hash" /></dd>
      <dt>{w("state")}</dt><dd className="row"><StateTag state={docket.state} zh={docket.stateZh} en={docket.stateEn} terminal={docket.terminal} /><Turn roles={docket.turn} /></dd>
    </dl>
  );
}

export function ReceiptPage() {
  const w = useWords(words);
  const { docket: id = "" } = useParams();
  const answer = useSent(id);
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { docket, sent } = answer.data;
  if (!docket) return null;
  if (!sent) {
    return <Page title={w("receipt")}><EmptyState title={w("none")} hint={w("noneHint")} action={<LinkButton to={`/dockets/${id}?tab=material`}>{w("write")}</LinkButton>} /></Page>;
  }
  const next = docket.state in NEXT ? NEXT[docket.state as keyof typeof NEXT] : "next_other";
  const papers = `/papers/dockets/${id}`;
  return (
    <Page title={w("receipt")} hint={w("receiptOf", { title: docket.title })} actions={<LinkButton to={`/dockets/${id}`}>{w("toDocket")}</LinkButton>}>
      <div className="begin receipt" data-receipt={sent.seq.toString()}>
        <Card><Facts docket={docket} sent={sent} /><p className="muted small">{w("keep")}</p></Card>
        <Card title={w("next")}>
          <p>{w(next)}</p>
          <ul className="plain stack">
            <li><a href={`${papers}/receipt.pdf`}>{w("receiptPdf")}</a></li>
            <li><a href={`${papers}/application.pdf${sent.snapshot ? `?snapshot=${sent.snapshot}` : ""}`}>{w("pdf")}</a></li>
            <li><Link to={`/dockets/${id}?tab=timeline`}>{w("toDocket")}</Link></li>
          </ul>
        </Card>
      </div>
    </Page>
  );
}
