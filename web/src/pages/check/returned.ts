// When an application was returned last, and what stood in it then.

import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { Draft, Event } from "../../gen/yanlu/docket/v1/docket_pb";

const RETURNS = new Set(["unit_return", "recommender_return", "return_once", "return_need"]);

/** The return that happened last. */
export function lastReturn(events: readonly Event[]): Event | undefined {
  return events.findLast((event) => RETURNS.has(event.event));
}

/** The newest version that was saved by then; versions come newest first. */
export function versionAt(drafts: readonly Draft[], at: Date): Draft | undefined {
  return drafts.find((draft) => draft.savedAt && timestampDate(draft.savedAt) <= at);
}
