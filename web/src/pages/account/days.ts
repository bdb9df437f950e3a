// First and last day of a stand-in, as Shanghai’s calendar has them.

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { fromWall, shanghai } from "../../format/time";

const DAY = 24 * 60 * 60 * 1000;

export const today = (now = new Date()): string => shanghai(now).format("YYYY-MM-DD");

export const startOf = (day: string): Timestamp | undefined => fromWall(`${day} 00:00`);

/** The end of a day is the start of the next: the last day counts in full. */
export function endOf(day: string): Timestamp | undefined {
  const start = fromWall(`${day} 00:00`);
  return start && fromWall(shanghai(new Date(Number(start.seconds) * 1000 + DAY)).format("YYYY-MM-DD HH:mm"));
}
