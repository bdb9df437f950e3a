// What a refusal points at that no field of the form shows.

import type { Violation } from "../../api/problem";
import { useSpeak } from "../../i18n";

export function Unplaced({ violations }: { violations: Violation[] }) {
  const { language } = useSpeak();
  return <ul>{violations.map((violation, i) => <li key={i}>{violation[language]}</li>)}</ul>;
}
