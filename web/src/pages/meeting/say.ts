// How a meeting is held, in words.

import { words } from "./words";

const MODES = new Map(Object.entries(words).filter(([key]) => key.startsWith("mode_")).map(([key, said]) => [key.slice("mode_".length), said] as const));

export function sayMeetingMode(mode: string, language: "zh" | "en"): string {
  return MODES.get(mode)?.[language === "zh" ? 0 : 1] ?? mode;
}
