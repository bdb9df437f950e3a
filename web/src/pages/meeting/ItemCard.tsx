// One application on the agenda: its figures, what is said about it, and what the reader may do.

import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { meetings } from "../../api/clients";
import { Mark } from "../../form/Mark";
import { useMoney } from "../../format/unit";
import type { GetMeetingResponse, MeetingItem } from "../../gen/yanlu/review/v1/meeting_pb";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { LongText } from "../../ui/LongText";
import { Findings } from "./Findings";
import { hasTimetable, SlotWord } from "./Timetable";
import type { useAct } from "./useMeeting";
import { words } from "./words";

type Acts = ReturnType<typeof useAct>;
type Props = { item: MeetingItem; meeting: GetMeetingResponse; acts: Acts; member: boolean; onAsk: (what: "recuse_item" | "set_consensus" | "mark_applicant" | "record_findings", item: MeetingItem) => void };

function Figures({ item, counts }: { item: MeetingItem; counts: boolean }) {
  const w = useWords(words);
  const mine = item.scores.find((score) => score.mine);
  return (
    <>
      <dl className="meeting-figures">
        {mine && <div data-my-score><dt>{w("myScore")}</dt><dd>{mine.total}</dd></div>}
        {item.scores.length > (mine ? 1 : 0) && <div data-scores><dt>{w("scores")}</dt><dd>{item.scores.map((score) => `${score.label} ${score.total}`).join("　")}</dd></div>}
        {item.aggregate && <div><dt>{w("aggregate")}</dt><dd><strong>{item.aggregate}</strong>{item.spread && ` · ${w("spread", { spread: item.spread })}`} {!item.closed && <span className="muted small">{w("provisional")}</span>}</dd></div>}
        {item.consensus && <div data-consensus><dt>{w("consensus")}</dt><dd><strong>{item.consensus.score}</strong>　{item.consensus.reason}<div className="muted small">{counts ? w("consensusCounts") : w("consensusBeside")}</div></dd></div>}
      </dl>
      <div className="row">
        {item.belowLine && <Mark kind="bad">{w("below")}</Mark>}
        {item.dispersed && <Mark kind="warn">{w("dispersed")}</Mark>}
        {item.pending > 0 && <span className="muted small">{w("pending", { count: item.pending })}</span>}
        {item.recusals.map((one) => <span key={one.seat} className="muted small">{w("recused")}：{one.seat}（{one.ground}）</span>)}
      </div>
    </>
  );
}

/** Notes are kept a moment after the last key. */
const PAUSE = 1200;

function OwnNote({ item, acts }: { item: MeetingItem; acts: Acts }) {
  const w = useWords(words);
  const kept = item.notes.find((note) => note.mine)?.text ?? "";
  const [text, setText] = useState(kept);
  const [state, setState] = useState<"" | "saving" | "saved" | "unsaved">("");
  const sent = useRef(kept);
  const { act } = acts;
  useEffect(() => {
    if (text.trim() === sent.current.trim()) return;
    setState("unsaved");
    const timer = setTimeout(() => {
      setState("saving");
      sent.current = text;
      void act("note", { item: item.docket, text }, (request) => meetings.noteItem(request)).then((done) => setState(done ? "saved" : "unsaved"));
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text, item.docket]);
  const id = `note-${item.docket}`;
  return (
    <div>
      <label className="meeting-label" htmlFor={id}>{w("noteOf", { title: item.title })}</label>
      <LongText id={id} rows={2} max={5000} value={text} onChange={setText} />
      <span className="muted small" role="status" data-note-state={state}>{state && w(state)}</span>
    </div>
  );
}

export function ItemCard({ item, meeting, acts, member, onAsk }: Props) {
  const w = useWords(words);
  const money = useMoney();
  const may = (event: string) => meeting.may.includes(event);
  const current = item.docket !== "" && item.docket === meeting.current;
  if (item.hidden) {
    return (
      <article className="item meeting-item" data-item={item.no} data-hidden>
        <h2><span>{item.no}.</span><Mark kind="plain">{w("hidden")}</Mark></h2><p className="muted">{w("hiddenHint")}</p>
      </article>
    );
  }
  const others = item.notes.filter((note) => !note.mine);
  return (
    <article className="item meeting-item" data-item={item.no} data-current={current || undefined}>
      <h2><span>{item.no}. <Link to={`/dockets/${item.review || item.docket}`}>{item.title}</Link></span>{current && <Mark kind="brand">{w("current")}</Mark>}</h2>
      <div className="item-meta"><span>{item.host}</span><span>{w("asked", { sum: money.show(item.requestedFen) })}</span></div>
      {hasTimetable(meeting.mode) && !item.closed && <p className="small"><SlotWord item={item} /></p>}
      {item.attendance && <p className="small" data-attendance={item.attendance.presence}>{w("attendance")}：{w(`attendance_${item.attendance.presence as "came"}`)}{item.attendance.by && `，${item.attendance.by}`}</p>}
      <Findings item={item} mode={meeting.mode} />
      <Figures item={item} counts={meeting.consensusCounts} />
      {others.map((note, i) => <p key={i} className="meeting-note"><span className="muted small">{note.seat || w("secretary")}</span><br /><span className="pre">{note.text}</span></p>)}
      {may("note_item") && <OwnNote item={item} acts={acts} />}
      <div className="row" style={{ marginTop: 8 }}>
        {may("take_item") && !current && <Button aria-label={w("takeOf", { title: item.title })} disabled={acts.busy !== ""} onClick={() => void acts.act("take", { item: item.docket }, (request) => meetings.takeItem(request))}>{w("take")}</Button>}
        {hasTimetable(meeting.mode) && may("mark_applicant") && <Button aria-label={w("markApplicantOf", { title: item.title })} onClick={() => onAsk("mark_applicant", item)}>{w("markApplicant")}</Button>}
        {meeting.mode === "survey" && may("record_findings") && <Button aria-label={w("recordFindingsOf", { title: item.title })} onClick={() => onAsk("record_findings", item)}>{w("recordFindings")}</Button>}
        {may("set_consensus") && <Button disabled={item.pending > 0} onClick={() => onAsk("set_consensus", item)}>{w("setConsensus")}</Button>}
        {member && may("recuse_item") && <Button aria-label={w("recuseOf", { title: item.title })} onClick={() => onAsk("recuse_item", item)}>{w("recuse")}</Button>}
      </div>
    </article>
  );
}
