// Who sits at the table and whether they came.

import { meetings } from "../../api/clients";
import type { GetMeetingResponse } from "../../gen/yanlu/review/v1/meeting_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Mark } from "../../form/Mark";
import type { useAct } from "./useMeeting";
import { words } from "./words";

const PRESENCES = ["present", "remote", "absent"] as const;

export function Seats({ meeting, acts }: { meeting: GetMeetingResponse; acts: ReturnType<typeof useAct> }) {
  const w = useWords(words);
  const mark = meeting.may.includes("mark_presence");
  return (
    <Card title={w("members")}>
      <ul className="plain seats">
        {meeting.members.map((one) => {
          const name = one.name || one.seat;
          return (
            <li key={one.seat} className="seat" data-seat={one.seat}>
              <span>{name} {one.name && <span className="muted small">{one.seat}</span>} {one.chair && <Mark kind="brand">{w("chairMark")}</Mark>} {one.me && <Mark kind="plain">{w("me")}</Mark>}</span>
              {mark ? (
                <select
                  className="native" aria-label={w("presenceOf", { name })} value={one.presence}
                  onChange={(e) => void acts.act("presence", { person: one.person, presence: e.target.value }, (request) => meetings.markPresence(request))}
                >
                  {one.presence === "" && <option value="">{w("presence_")}</option>}
                  {PRESENCES.map((presence) => <option key={presence} value={presence}>{w(`presence_${presence}`)}</option>)}
                </select>
              ) : <span className="muted" data-presence={one.presence}>{w(`presence_${one.presence as "" | "present"}`)}</span>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
