// Where one field is between the keyboard and the server, as a small sign with words for those who ask.

import { showClock, zoneNote } from "../format/time";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import type { FieldState, Mark } from "./keeper";
import { words } from "./words";

export function FieldDot({ state, mark }: { state: FieldState; mark: Mark | undefined }) {
  const w = useWords(words);
  const { language } = useSpeak();
  if (state === "quiet") return null;
  const facts = { time: mark?.at ? showClock(mark.at) : "", version: mark?.version.toString() ?? "", who: mark?.by || w("someone") };
  const text = {
    saved: w("fieldSaved", facts), theirs: w("fieldTheirs", facts), unsaved: w("fieldUnsaved"), saving: w("fieldSaving"), kept: w("fieldKept"), clash: w("fieldClash"),
  }[state];
  const title = mark?.at && (state === "saved" || state === "theirs") ? `${text}\n${zoneNote(mark.at, language)}` : text;
  return <span className={`field-dot dot-${state}`} data-field-state={state} role="img" aria-label={text} title={title} />;
}
