// Modes of organising and of funding, as the terms of a call name them.

import { UNKNOWN } from "./unknown";

const MODES: Record<string, { zh: string; en: string }> = {
  standard: { zh: "一般申报", en: "Standard" },
  open_competition: { zh: "揭榜挂帅", en: "Open competition" },
  race: { zh: "赛马", en: "Race" },
  budgeted: { zh: "预算制", en: "Budgeted" },
  lump_sum: { zh: "经费包干制", en: "Lump sum" },
};

/** Says a mode; never its code. */
export function sayMode(mode: string, language: "zh" | "en"): string {
  return MODES[mode]?.[language] ?? UNKNOWN.mode[language];
}
