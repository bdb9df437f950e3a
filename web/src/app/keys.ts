// The names under which the portal keeps what it read, in one place, so that
// news of a change can tell which of them are old. The second word is the
// docket, wherever there is one.

import type { QueryKey } from "@tanstack/react-query";

export const keys = {
  me: ["me"] as const,
  queue: ["queue"] as const,
  held: ["held"] as const,
  notifications: (unread = false) => ["notifications", unread ? "unread" : "all"] as const,
  lists: ["dockets"] as const,
  list: (machine: string, filters: unknown) => ["dockets", machine, filters] as const,
  views: (page: string) => ["views", page] as const,
  search: (query: string) => ["search", query] as const,
  docket: (id: string) => ["docket", id] as const,
  draft: (id: string) => ["draft", id] as const,
  form: (id: string) => ["form", id] as const,
  attachments: (id: string) => ["attachments", id] as const,
  events: (id: string, seq: bigint) => ["events", id, seq.toString()] as const,
  snapshots: (id: string, seq: bigint) => ["snapshots", id, seq.toString()] as const,
  pipeline: (call = "") => ["pipeline", call] as const,
  related: (id: string) => ["related", id] as const,
  experts: (filters: unknown) => ["experts", filters] as const,
  expert: (person: string) => ["expert", person] as const,
  rank: (call: string) => ["rank", call] as const,
  line: (call: string) => ["line", call] as const,
  meetings: (call = "") => ["meetings", call] as const,
  meeting: (id: string) => ["meeting", id] as const,
};

/** What the stream says: see live.proto. */
export type Change = { kind: string; docket: string; parent: string };

/** Every list in which a moved docket may stand. */
const LISTS = new Set(["dockets", "queue", "held", "pipeline", "extensions", "limits", "pool", "rank", "line", "meetings", "meeting", "calls", "notices"]);
/** What belongs to one docket and changes with its events. */
const OF_DOCKET = new Set(["docket", "draft", "attachments", "events", "snapshots", "related", "progress", "feedback", "ledger", "objection", "check"]);

/** What shows drafts of rule packs. */
const PACKS = new Set(["packs", "pack-drafts", "pack-offers", "pack-use"]);
/** What shows the people of an organisation. */
const TEAM = new Set(["team", "invitations", "colleagues", "people"]);
/** What a person may see and do, in so far as it hangs on who they are. */
const OF_PERSON = new Set(["me", "stand-ins", "team", "profile"]);

/** Whether something that was read is old after a change. */
export function isOld(key: QueryKey, change: Change): boolean {
  const head = String(key[0]);
  switch (change.kind) {
    case "docket":
      return LISTS.has(head) || head === "notifications" || (OF_DOCKET.has(head) && (key[1] === change.docket || (change.parent !== "" && key[1] === change.parent)));
    case "draft":
      return (head === "draft" || head === "attachments") && key[1] === change.docket;
    case "notification":
      return head === "notifications" || (change.docket.startsWith("expert:") && (head === "experts" || head === "expert"));
    case "pack":
      return PACKS.has(head) || (head === "pack-draft" && key[1] === change.docket);
    case "team":
      return TEAM.has(head);
    case "person":
      return OF_PERSON.has(head) || mayHaveMoved(key);
    default:
      return false;
  }
}

/** After a gap in the news anything that may have moved is old. */
export function mayHaveMoved(key: QueryKey): boolean {
  const head = String(key[0]);
  return LISTS.has(head) || OF_DOCKET.has(head) || head === "notifications" || head === "pack-draft" || PACKS.has(head) || TEAM.has(head);
}
