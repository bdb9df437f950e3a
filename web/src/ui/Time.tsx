// A time on Shanghai’s clock; the zone, and the reader’s own time where it differs, on hover.

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { dateOf, showDay, showTime, zoneNote } from "../format/time";
import { useSpeak } from "../i18n";

type Props = { at: Timestamp | Date | undefined; day?: boolean };

export function Time({ at, day = false }: Props) {
  const { language } = useSpeak();
  const date = at instanceof Date ? at : dateOf(at);
  if (!date) return null;
  return <time dateTime={date.toISOString()} title={zoneNote(date, language)} className="time">{day ? showDay(date) : showTime(date)}</time>;
}
