// Every time is shown on Shanghai's clock, whatever the browser's own zone is.
// Shanghai keeps UTC+8 all year, so the offset is a constant.

import { timestampDate, timestampFromDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import dayjs, { type Dayjs } from "dayjs";
import utc from "dayjs/plugin/utc";

dayjs.extend(utc);

const OFFSET_HOURS = 8;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The wall clock in Shanghai at this instant. */
export function shanghai(at: Date): Dayjs {
  return dayjs(at).utcOffset(OFFSET_HOURS);
}

export function dateOf(at: Timestamp | undefined): Date | undefined {
  return at ? timestampDate(at) : undefined;
}

/** “2026-11-24 12:03” in Shanghai; an empty text when there is no time. */
export function showTime(at: Timestamp | Date | undefined): string {
  const date = at instanceof Date ? at : dateOf(at);
  return date ? shanghai(date).format("YYYY-MM-DD HH:mm") : "";
}

/** “12:03” in Shanghai. */
export function showClock(at: Date): string {
  return shanghai(at).format("HH:mm");
}

/** “2026-11-24” in Shanghai. */
export function showDay(at: Timestamp | Date | undefined): string {
  const date = at instanceof Date ? at : dateOf(at);
  return date ? shanghai(date).format("YYYY-MM-DD") : "";
}

/** Which zone a time is said in, to the second, and what the reader’s own clock shows where it differs. */
export function zoneNote(at: Date, language: "zh" | "en", ownOffset = -at.getTimezoneOffset()): string {
  const said = `${shanghai(at).format("YYYY-MM-DD HH:mm:ss")} ${language === "zh" ? "北京时间（UTC+8，Asia/Shanghai）" : "Beijing time (UTC+8, Asia/Shanghai)"}`;
  if (ownOffset === OFFSET_HOURS * 60) return said;
  const own = dayjs(at).utcOffset(ownOffset).format("YYYY-MM-DD HH:mm");
  return `${said}\n${language === "zh" ? "您所在时区" : "Your own time"} ${own}`;
}

const WALL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/;

/** A time as a form takes it; empty when there is none. The opposite of fromWall. */
export function toWall(at: Timestamp | undefined): string {
  const date = dateOf(at);
  return date ? shanghai(date).format("YYYY-MM-DD HH:mm:ss") : "";
}

/** Reads what a person picked as Shanghai’s wall clock; undefined when it is no time. */
export function fromWall(text: string): Timestamp | undefined {
  const found = WALL.exec(text.trim());
  if (!found) return undefined;
  const date = new Date(`${found[1]}T${found[2]}${found[3] ?? ":00"}+08:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  // The engine rolls 02-30 over into March: such a day was never meant.
  if (shanghai(date).format("YYYY-MM-DD") !== found[1]) return undefined;
  return timestampFromDate(date);
}

export type Span = { count: number; unit: "day" | "hour" | "minute" | "second" };

/** The largest whole unit of a length of time in milliseconds: 3.9 days are 3 days. */
export function spanOf(ms: number): Span {
  const length = Math.max(0, ms);
  if (length >= DAY) return { count: Math.floor(length / DAY), unit: "day" };
  if (length >= HOUR) return { count: Math.floor(length / HOUR), unit: "hour" };
  if (length >= MINUTE) return { count: Math.floor(length / MINUTE), unit: "minute" };
  return { count: Math.floor(length / SECOND), unit: "second" };
}

/** How soon a countdown has to be written again, in milliseconds. */
export function tickOf(ms: number): number {
  return Math.abs(ms) < HOUR ? SECOND : MINUTE;
}

/** Whole days left, a begun day counted, as a notice says it; 0 once it is over. */
export function daysLeft(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / DAY));
}
