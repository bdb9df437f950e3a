// What a call in the making says so far: what is missing, what its dates mean.

import { parseWan } from "../../format/money";
import { fromWall, shanghai } from "../../format/time";

export type CallPlan = {
  template: string; packCode: string; packVersion: string; title: string; opensAt: string; closesAt: string; topics: string[]; needs: string[]; cap: string; envelope: string; blind: string;
};

export const EMPTY: CallPlan = { template: "", packCode: "", packVersion: "", title: "", opensAt: "", closesAt: "", topics: [], needs: [], cap: "", envelope: "", blind: "" };

const DAY = 86_400_000;

const dateOf = (wall: string): Date | undefined => {
  const at = fromWall(wall);
  return at && new Date(Number(at.seconds) * 1000);
};

/** Saturday and Sunday; public holidays are the server’s to know. */
export function isWeekend(wall: string): boolean | undefined {
  const date = dateOf(wall);
  if (!date) return undefined;
  const day = shanghai(date).day();
  return day === 0 || day === 6;
}

export function dayName(wall: string, language: "zh" | "en"): string {
  const date = dateOf(wall);
  if (!date) return "";
  const day = shanghai(date).day();
  return (language === "zh" ? ["周日", "周一", "周二", "周三", "周四", "周五", "周六"] : ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"])[day] ?? "";
}

export type WindowSpan = { days: number; work: number };

/** Whole days between two walls, and how many of them begin on Monday to Friday. */
export function windowOf(opens: string, closes: string): WindowSpan | undefined {
  const [from, to] = [dateOf(opens), dateOf(closes)];
  if (!from || !to) return undefined;
  const days = Math.floor((to.getTime() - from.getTime()) / DAY);
  let work = 0;
  for (let i = 0; i < days; i++) {
    const day = shanghai(new Date(from.getTime() + i * DAY)).day();
    if (day !== 0 && day !== 6) work++;
  }
  return { days, work };
}

/** How many projects an envelope supports when each takes the cap. */
export function aboutHowMany(cap: string, envelope: string): number | undefined {
  const [one, all] = [parseWan(cap), parseWan(envelope)];
  return one.ok && all.ok && one.fen > 0n ? Number(all.fen / one.fen) : undefined;
}

export type Gap = "template" | "packCode" | "packVersion" | "title" | "order" | "cap" | "envelope";

/** What stands in the way, by step. */
export function gapsOf(plan: CallPlan): Partial<Record<Gap, number>> {
  const gaps: Partial<Record<Gap, number>> = {};
  if (!plan.template) gaps.template = 0;
  if (!plan.packCode) gaps.packCode = 0;
  if (!plan.packVersion) gaps.packVersion = 0;
  if (!plan.title.trim()) gaps.title = 1;
  const span = windowOf(plan.opensAt, plan.closesAt);
  if (span && (dateOf(plan.closesAt)?.getTime() ?? 0) <= (dateOf(plan.opensAt)?.getTime() ?? 0)) gaps.order = 1;
  if (plan.cap.trim() && !parseWan(plan.cap).ok) gaps.cap = 3;
  if (plan.envelope.trim() && !parseWan(plan.envelope).ok) gaps.envelope = 3;
  return gaps;
}
