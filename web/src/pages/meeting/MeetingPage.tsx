// A panel meeting as its reader may see it: agenda, presence, notes, consensus, ranking, minutes.

import { lazy, Suspense, useState } from "react";
import { Link, useParams } from "react-router";
import { meetings } from "../../api/clients";
import { MeetingService, type GetMeetingResponse, type MeetingItem } from "../../gen/yanlu/review/v1/meeting_pb";
import { useSession } from "../../app/session";
import { toWall } from "../../format/time";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Modal } from "../../ui/Modal";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { FindingsForm } from "./Findings";
import { ItemCard } from "./ItemCard";
import "./meeting.css";
import { MeetingState } from "./Meetings";
import { Ranking } from "./Ranking";
import { sayMeetingMode } from "./say";
import { Seats } from "./Seats";
import { Timetable } from "./Timetable";
import { useAct, useMeeting } from "./useMeeting";
import { words } from "./words";

const ActionForm = lazy(async () => ({ default: (await import("../../form/ActionForm")).ActionForm }));

/** What is asked in a dialog: the verb, its name and what the page settles. */
type Asked = { event: "recuse_item" | "set_consensus" | "revise_meeting" | "sign_minutes" | "cancel_meeting" | "set_slot" | "answer_wish" | "mark_applicant" | "record_findings"; item?: MeetingItem };

const METHODS = {
  recuse_item: MeetingService.method.recuseItem, set_consensus: MeetingService.method.setConsensus, revise_meeting: MeetingService.method.reviseMeeting,
  sign_minutes: MeetingService.method.signMinutes, cancel_meeting: MeetingService.method.cancelMeeting,
  set_slot: MeetingService.method.setSlot, answer_wish: MeetingService.method.answerWish, mark_applicant: MeetingService.method.markApplicant,
  record_findings: MeetingService.method.recordFindings,
};
const NAMES = { recuse_item: "recuse", set_consensus: "setConsensus", revise_meeting: "revise", sign_minutes: "sign", cancel_meeting: "cancel", set_slot: "setSlot", answer_wish: "answerWish", mark_applicant: "markApplicant", record_findings: "recordFindings" } as const;

/** What stands in the form before anything is typed. */
function startOf({ event, item }: Asked): Record<string, string | boolean> {
  const { slot } = item ?? {};
  switch (event) {
    case "set_slot": return { at: toWall(slot?.at), minutes: slot ? String(slot.minutes) : "", place: slot?.place ?? "", come: slot?.come ?? "", bring: slot?.bring ?? "" };
    case "answer_wish": return { granted: true, at: toWall(slot?.askedFor), minutes: String(slot?.minutes ?? "") };
    case "mark_applicant": return { presence: item?.attendance?.presence ?? "", by: item?.attendance?.by || slot?.attending || "" };
    default: return {};
  }
}

function Ask({ asked, meeting, onClose }: { asked: Asked; meeting: GetMeetingResponse; onClose: () => void }) {
  const w = useWords(words);
  const name = w(NAMES[asked.event]);
  const fixed: Record<string, string | string[]> = asked.item ? { item: asked.item.docket } : asked.event === "revise_meeting" ? { agenda: [], ...(meeting.state === "OPEN" && { mode: "" }) } : {};
  return (
    <Modal open label={name} className="meeting-modal" onClose={onClose}>
      <h2>{asked.item ? `${name}：${asked.item.title}` : name}</h2>
      {asked.event === "recuse_item" && <p className="muted">{w("recuseHint")}</p>}
      {asked.event === "sign_minutes" && <p className="muted">{w("signHint")}</p>}
      {asked.event === "record_findings" && asked.item ? <FindingsForm meeting={meeting} item={asked.item} onClose={onClose} /> : <Suspense fallback={<Loading />}>
        <ActionForm method={METHODS[asked.event]} name={name} subject={{ id: meeting.docket, seq: 0n, title: asked.item?.title ?? meeting.title }} fixed={fixed} initial={startOf(asked)} onDone={onClose} onCancel={onClose} irreversible={false} />
      </Suspense>}
    </Modal>
  );
}

function Tools({ meeting, acts, onAsk }: { meeting: GetMeetingResponse; acts: ReturnType<typeof useAct>; onAsk: (event: Asked["event"]) => void }) {
  const w = useWords(words);
  const may = (event: string) => meeting.may.includes(event);
  return (
    <>
      {may("open_meeting") && <Button type="primary" loading={acts.busy === "open"} onClick={() => void acts.act("open", {}, (request) => meetings.openMeeting(request))}>{w("open")}</Button>}
      {may("sign_minutes") && <Button type="primary" onClick={() => onAsk("sign_minutes")}>{w("sign")}</Button>}
      {may("revise_meeting") && <Button onClick={() => onAsk("revise_meeting")}>{w("revise")}</Button>}
      {may("cancel_meeting") && <Button onClick={() => onAsk("cancel_meeting")}>{w("cancel")}</Button>}
    </>
  );
}

function Facts({ meeting }: { meeting: GetMeetingResponse }) {
  const w = useWords(words);
  const { language } = useSpeak();
  return (
    <span className="item-meta">
      <MeetingState state={meeting.state} /><Link to={`/dockets/${meeting.call}`}>{meeting.callTitle}</Link><span>{sayMeetingMode(meeting.mode, language)}</span><Time at={meeting.at} />
      {meeting.place && <span>{meeting.place}</span>}
      {meeting.state === "OPEN" && meeting.minutesDue && <span>{w("minutesDue")} <Time at={meeting.minutesDue} /></span>}
      <a href={`/papers/dockets/${meeting.docket}/minutes.pdf`} target="_blank" rel="noreferrer">{w("pdf")}</a>
      <Link to={`/dockets/${meeting.docket}?tab=timeline`}>{w("history")}</Link>
    </span>
  );
}

function Signed({ meeting }: { meeting: GetMeetingResponse }) {
  const w = useWords(words);
  const { has } = useSession();
  if (!meeting.minutes) return null;
  return (
    <Card title={w("minutes")} hint={<>{w("signedAt")} <Time at={meeting.signedAt} /></>}>
      <p className="pre" data-minutes>{meeting.minutes}</p>
      <h3>{w("report")}</h3>
      <p className="pre">{meeting.report}</p>
      {has("agency", "reviewer") && <p className="small">{w("daysCounted")} <Link to="/experts/fees">{w("toFees")}</Link></p>}
      {meeting.hash && <p className="muted small">{w("hash")} <span className="mono">{meeting.hash}</span></p>}
    </Card>
  );
}

export function MeetingPage() {
  const w = useWords(words);
  const { meeting: id = "" } = useParams();
  const answer = useMeeting(id);
  const acts = useAct(id);
  const [asked, setAsked] = useState<Asked>();
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const meeting = answer.data;
  const close = () => {
    setAsked(undefined);
    void answer.refetch();
  };
  return (
    <Page title={meeting.title} hint={<Facts meeting={meeting} />} actions={<Tools meeting={meeting} acts={acts} onAsk={(event) => setAsked({ event })} />}>
      {acts.error !== undefined && <div style={{ marginBottom: 12 }}><ProblemAlert error={acts.error} /></div>}
      {asked && <Ask asked={asked} meeting={meeting} onClose={close} />}
      <div className="two">
        <section className="stack" aria-label={w("agenda")}>
          <Signed meeting={meeting} />
          <Timetable meeting={meeting} acts={acts} onAsk={(event, of) => setAsked({ event, item: of })} />
          {meeting.items.map((item) => <ItemCard key={item.no} item={item} meeting={meeting} acts={acts} member={meeting.members.some((one) => one.me)} onAsk={(event, of) => setAsked({ event, item: of })} />)}
        </section>
        <div className="stack">
          <Ranking meeting={meeting} acts={acts} />
          <Seats meeting={meeting} acts={acts} />
        </div>
      </div>
    </Page>
  );
}
