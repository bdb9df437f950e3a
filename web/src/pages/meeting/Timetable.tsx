// The timetable of an interview or a survey: proposed evenly, then laid out and told; single slots are changed by hand.

import { useState } from "react";
import { meetings } from "../../api/clients";
import { Mark } from "../../form/Mark";
import { problemOf } from "../../api/problem";
import type { GetMeetingResponse, MeetingItem, ProposedSlot } from "../../gen/yanlu/review/v1/meeting_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Time } from "../../ui/Time";
import type { useAct } from "./useMeeting";
import { words } from "./words";

type Acts = ReturnType<typeof useAct>;
type Ask = (event: "set_slot" | "answer_wish", item: MeetingItem) => void;

/** Whether a meeting meets the applicants. */
export const hasTimetable = (mode: string): boolean => mode === "interview" || mode === "survey";

/** Numbers of the form, with what is tried first. */
const NUMBERS = [["minutes", "minutesEach", 20], ["gap", "gap", 5], ["breakAfter", "breakAfter", 0], ["breakMinutes", "breakMinutes", 15]] as const;
const TEXTS = [["place", "slotPlace"], ["come", "come"], ["bring", "bring"]] as const;

type Numbers = Record<(typeof NUMBERS)[number][0], number>;
type Texts = Record<(typeof TEXTS)[number][0], string>;

function SpreadForm({ meeting, acts, onDone }: { meeting: GetMeetingResponse; acts: Acts; onDone: () => void }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const [numbers, setNumbers] = useState<Numbers>({ minutes: 20, gap: 5, breakAfter: 0, breakMinutes: 15 });
  const [texts, setTexts] = useState<Texts>({ place: "", come: "", bring: "" });
  const [proposal, setProposal] = useState<ProposedSlot[]>();
  const [refused, setRefused] = useState("");
  const propose = async () => {
    try {
      setRefused("");
      setProposal((await meetings.previewSlots({ docket: meeting.docket, ...numbers, place: texts.place })).slots);
    } catch (error) {
      setProposal(undefined);
      setRefused(problemOf(error)[language]);
    }
  };
  const spread = async () => {
    if (await acts.act("spread", { ...numbers, ...texts }, (request) => meetings.spreadSlots(request))) onDone();
  };
  return (
    <form className="slot-form" onSubmit={(event) => { event.preventDefault(); void propose(); }}>
      {NUMBERS.map(([name, word]) => (
        <label key={name}>{w(word)}
          <input className="native" type="number" inputMode="numeric" min={0} max={1440} value={numbers[name]} onChange={(e) => { setNumbers({ ...numbers, [name]: Number(e.target.value) }); setProposal(undefined); }} />
        </label>
      ))}
      {TEXTS.map(([name, word]) => (
        <label key={name} className="wide">{w(word)}
          <input className="native" maxLength={500} value={texts[name]} placeholder={name === "place" ? w(meeting.mode === "survey" ? "placeSurvey" : "placeInterview") : undefined} onChange={(e) => { setTexts({ ...texts, [name]: e.target.value }); setProposal(undefined); }} />
        </label>
      ))}
      {refused && <p className="field-defect wide" role="alert">{refused}</p>}
      <div className="row wide"><Button htmlType="submit">{w("propose")}</Button></div>
      {proposal && (
        <div className="wide" role="status">
          <p className="muted small">{w("proposed")}</p>
          <ol className="plain slots" data-proposal>{proposal.map((one) => <li key={one.item} className="slot-row"><Time at={one.at} /><span>{one.title}</span><span className="muted small">{w("forMinutes", { count: one.minutes })} · {one.place}</span></li>)}</ol>
          <Button type="primary" loading={acts.busy === "spread"} onClick={() => void spread()}>{w("layOut")}</Button>
        </div>
      )}
    </form>
  );
}

/** What the applicant said to its slot. */
export function SlotWord({ item }: { item: MeetingItem }) {
  const w = useWords(words);
  const { slot } = item;
  if (!slot) return <Mark kind="warn">{w("noSlot")}</Mark>;
  return (
    <span className="slot-word">
      <Time at={slot.at} /> <span className="muted small">{w("forMinutes", { count: slot.minutes })} · {slot.place}</span>
      {slot.attending ? <span className="small" data-attending>{w("attending", { who: slot.attending })}</span> : <span className="muted small">{w("unconfirmed")}</span>}
      {slot.askedAt && !slot.answer && <Mark kind="warn">{w("asked_", { why: slot.askedWhy })}{slot.askedFor && <> {w("askedFor")} <Time at={slot.askedFor} /></>}</Mark>}
      {slot.answer === "granted" && <span className="muted small">{w("answered_granted")}</span>}
      {slot.answer === "refused" && <span className="muted small">{w("answered_refused", { why: slot.answerWhy })}</span>}
    </span>
  );
}

export function Timetable({ meeting, acts, onAsk }: { meeting: GetMeetingResponse; acts: Acts; onAsk: Ask }) {
  const w = useWords(words);
  const may = (event: string) => meeting.may.includes(event);
  const shown = meeting.items.filter((item) => !item.hidden);
  const empty = shown.every((item) => !item.slot);
  const [open, setOpen] = useState(false);
  if (!hasTimetable(meeting.mode) || (empty && !may("spread_slots"))) return null;
  const waits = (item: MeetingItem) => item.slot?.askedAt !== undefined && item.slot.answer === "";
  return (
    <Card title={w("timetable")} hint={w("timetableHint")} label={w("timetable")}>
      {!empty && (
        <ul className="plain slots">
          {shown.map((item) => (
            <li key={item.no} className="slot-row" data-slot={item.no}>
              <span>{item.no}. {item.title}</span><SlotWord item={item} />
              <span className="row">
                {may("set_slot") && !item.closed && <Button aria-label={w("slotOf", { title: item.title })} onClick={() => onAsk("set_slot", item)}>{w("setSlot")}</Button>}
                {may("answer_wish") && waits(item) && <Button type="primary" aria-label={w("answerWishOf", { title: item.title })} onClick={() => onAsk("answer_wish", item)}>{w("answerWish")}</Button>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {may("spread_slots") && (empty || open ? <SpreadForm meeting={meeting} acts={acts} onDone={() => setOpen(false)} /> : <Button onClick={() => setOpen(true)}>{w("respread")}</Button>)}
    </Card>
  );
}
