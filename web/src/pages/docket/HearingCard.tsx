// The applicant's own slot in an interview or a survey: when, where, who should come, and what was said to it.

import type { Action, Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Mark } from "../../form/Mark";
import { Time } from "../../ui/Time";
import { sayValue } from "../../words/values";
import { words } from "./hearingWords";

type Hearing = Partial<Record<"meeting" | "mode" | "at" | "place" | "come" | "bring" | "attending" | "confirmed_at" | "asked_at" | "asked_why" | "asked_for" | "answer" | "answer_why" | "dropped" | "dropped_at", string>> & { length_min?: number };

/** What an applicant may say to a slot. */
const SAID = ["confirm_slot", "ask_slot"];

const at = (text: string | undefined) => (text ? <Time at={new Date(text)} /> : null);

export function HearingCard({ docket, actions, onChoose }: { docket: Docket; actions: Action[]; onChoose: (event: string) => void }) {
  const w = useWords(words);
  const { language, say } = useSpeak();
  const slot = (docket.facts as { hearing?: Hearing } | undefined)?.hearing;
  if (!slot?.at || docket.state !== "UNDER_REVIEW") return null;
  const title = w(slot.mode === "survey" ? "survey" : "interview");
  if (slot.dropped_at) return <Card title={title} label={title}><p data-hearing="dropped"><Mark kind="warn">{w("slotDropped")}</Mark> {sayValue(slot.dropped ?? "", language)}</p></Card>;
  const rows: [string, React.ReactNode][] = [
    [w("slotAt"), <>{at(slot.at)} <span className="muted small">{w("slotMinutes", { count: slot.length_min })}</span></>],
    [w("slotPlace"), slot.place], [w("slotCome"), slot.come], [w("slotBring"), slot.bring],
    [w("slotAttending"), slot.attending || <span className="muted">{w("slotUnconfirmed")}</span>],
    [w("slotAsked"), slot.asked_at && <>{slot.asked_why} {at(slot.asked_for)}</>],
    [w("slotAnswer"), slot.answer ? <>{sayValue(slot.answer, language)} {slot.answer_why}</> : slot.asked_at && w("slotWaiting")],
  ];
  const open = actions.filter((one) => SAID.includes(one.event) && !one.refused);
  return (
    <Card title={title} label={title}>
      <div className="facts" data-hearing="live"><dl>{rows.filter(([, text]) => text).map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd className="pre">{text}</dd></div>)}</dl></div>
      {open.length > 0 && <div className="row">{open.map((one) => <Button key={one.event} type={one.event === "confirm_slot" && !slot.attending ? "primary" : undefined} onClick={() => onChoose(one.event)}>{say(one.zh, one.en)}</Button>)}</div>}
    </Card>
  );
}
