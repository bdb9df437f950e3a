// Changes by hand before they are saved: a list with undo and redo, what each
// panel looks like with them, and what becomes of them when somebody else has
// made a new version meanwhile. The server judges every one of them again.

import type { GetPlanResponse, PlanPanel, PlanSeat } from "../../../gen/yanlu/review/v1/commission_pb";

export type Act = "add" | "remove" | "lock" | "unlock" | "forbid" | "allow" | "floor";
/** Names stand beside the ids, so that a change can be told when its expert has left the plan. */
export type Change = {
  act: Act; application: string; expert: string; name: string; title: string; reason: string;
  /** What the expert is worth to the application, in millionths, where it is known: of somebody who is added. */
  expertise?: string;
  /** Panels that the expert gets at least: of a change that concerns no application. */
  floor?: number;
};
export type Edits = { base: string; done: Change[]; undone: Change[] };

export const NONE: Edits = { base: "0", done: [], undone: [] };

export const push = (edits: Edits, change: Change): Edits => ({ ...edits, done: [...edits.done, change], undone: [] });

export function undo({ base, done, undone }: Edits): Edits {
  const last = done.at(-1);
  return last ? { base, done: done.slice(0, -1), undone: [...undone, last] } : { base, done, undone };
}

export function redo({ base, done, undone }: Edits): Edits {
  const next = undone.at(-1);
  return next ? { base, done: [...done, next], undone: undone.slice(0, -1) } : { base, done, undone };
}

/** Lets all changes go; redoing brings them back. */
export const discard = ({ base, done, undone }: Edits): Edits => ({ base, done: [], undone: [...undone, ...done.toReversed()] });

export const drop = (edits: Edits, at: number): Edits => ({ ...edits, done: edits.done.filter((_, i) => i !== at), undone: [] });

export const reword = (edits: Edits, at: number, reason: string): Edits => ({ ...edits, done: edits.done.map((one, i) => (i === at ? { ...one, reason } : one)) });

export type Who = Pick<PlanSeat, "expert" | "name" | "unit" | "kinds" | "local">;
export type Seat = Who & {
  pseudonym: string; member: boolean; order: number; locked: boolean;
  /** Millionths; undefined until the server has worked it out. */
  expertise?: bigint;
  because: string[];
  /** The change that made it what it is here. */
  by?: Act;
};

const seatOf = (one: PlanSeat): Seat => ({
  expert: one.expert, name: one.name, unit: one.unit, kinds: one.kinds, local: one.local, pseudonym: one.pseudonym,
  member: one.seat === "member", order: one.order, locked: one.locked, expertise: one.expertise, because: one.because,
});

/** Whoever is taken out stays to be seen until it is saved. */
export const isOut = (seat: Seat): boolean => seat.by === "remove" || seat.by === "forbid";

function changed(seats: Seat[], change: Change, who: (expert: string) => Who | undefined): Seat[] {
  const at = seats.findIndex((seat) => seat.expert === change.expert);
  const old = seats[at];
  const put = (patch: Partial<Seat>) => seats.map((seat, i) => (i === at ? { ...seat, ...patch } : seat));
  switch (change.act) {
    case "add": {
      if (old) return put({ member: true, locked: true, by: "add" });
      const person = who(change.expert) ?? { expert: change.expert, name: change.name, unit: "", kinds: [], local: false };
      return [...seats, { ...person, pseudonym: "", member: true, order: 0, locked: true, because: [], by: "add", ...(change.expertise && { expertise: BigInt(change.expertise) }) }];
    }
    case "remove":
    case "forbid":
      return old?.by === "add" && old.order === 0 ? seats.filter((_, i) => i !== at) : put({ by: change.act });
    case "lock":
    case "unlock":
      return put({ locked: change.act === "lock", by: change.act });
    case "allow":
    case "floor":
      return seats;
  }
}

/** A panel as it would be with the changes, before the rest is solved again. */
export function seatsWith(panel: PlanPanel, changes: Change[], who: (expert: string) => Who | undefined): Seat[] {
  const mine = changes.filter((one) => one.application === panel.application);
  return mine.reduce((seats, change) => changed(seats, change, who), panel.seats.map(seatOf));
}

/** Who may not sit on a panel by hand, with the changes. */
export function forbiddenWith(panel: PlanPanel, changes: Change[]): string[] {
  const out = new Set(panel.forbidden);
  for (const one of changes) {
    if (one.application !== panel.application) continue;
    if (one.act === "forbid") out.add(one.expert);
    if (one.act === "allow") out.delete(one.expert);
  }
  return [...out];
}

/** How many panels more or fewer the changes give an expert. */
export function loadShift(plan: GetPlanResponse, changes: Change[], expert: string): number {
  const panels = plan.panels.filter((panel) => changes.some((one) => one.application === panel.application && one.expert === expert));
  return panels.reduce((sum, panel) => {
    const before = panel.seats.some((seat) => seat.expert === expert && seat.seat === "member");
    const after = seatsWith(panel, changes, () => undefined).some((seat) => seat.expert === expert && seat.member && !isOut(seat));
    return sum + Number(after) - Number(before);
  }, 0);
}

/** What an expert has to get at least, with the changes. */
export function floorWith(floor: number, changes: Change[], expert: string): number {
  return changes.findLast((one) => one.act === "floor" && one.expert === expert)?.floor ?? floor;
}

/** What goes to the server of a change. */
export const sent = ({ act, application, expert, reason, floor = 0 }: Change) => ({ act, application, expert, reason, floor });

/** What two versions differ in, panel by panel. */
export type Moved = { application: string; title: string; came: string[]; left: string[] };

export function movedBetween(before: GetPlanResponse, after: GetPlanResponse): Moved[] {
  const members = (panel: PlanPanel | undefined) => (panel?.seats ?? []).filter((seat) => seat.seat === "member");
  return after.panels.map((panel) => {
    const old = members(before.panels.find((one) => one.application === panel.application));
    const now = members(panel);
    const without = (list: PlanSeat[], other: PlanSeat[]) => list.filter((seat) => !other.some((one) => one.pseudonym === seat.pseudonym)).map((seat) => seat.name);
    return { application: panel.application, title: panel.title, came: without(now, old), left: without(old, now) };
  }).filter((moved) => moved.came.length + moved.left.length > 0);
}

function holds(plan: GetPlanResponse, { act, application, expert, floor }: Change): boolean {
  if (act === "floor") return (plan.loads.find((one) => one.expert === expert)?.floor ?? 0) !== floor;
  const panel = plan.panels.find((one) => one.application === application);
  if (!panel) return false;
  const seat = panel.seats.find((one) => one.expert === expert);
  switch (act) {
    case "add": return seat?.seat !== "member" && !panel.forbidden.includes(expert);
    case "remove": return seat !== undefined;
    case "lock": return seat?.seat === "member" && !seat.locked;
    case "unlock": return seat?.seat === "member" && seat.locked;
    case "forbid": return !panel.forbidden.includes(expert);
    case "allow": return panel.forbidden.includes(expert);
  }
}

/** Puts changes onto a newer version: those that mean something there, and those that do not any more. */
export function rebase(plan: GetPlanResponse, changes: Change[]): { kept: Change[]; idle: Change[] } {
  const touched = (change: Change, i: number) => changes.slice(0, i).some((one) => one.application === change.application && one.expert === change.expert);
  const kept = changes.filter((change, i) => touched(change, i) || holds(plan, change));
  return { kept, idle: changes.filter((change) => !kept.includes(change)) };
}

/** 724000 millionths are “72.4”: of a hundred, cut and never rounded up. */
export const hundredths = (millionths: bigint): string => `${millionths / 10_000n}.${(millionths % 10_000n) / 1_000n}`;

/** A sum of expertise in whole matches: 3620000 millionths are “3.62”. */
export function matches(millionths: bigint): string {
  const cents = (millionths < 0n ? -millionths : millionths) / 10_000n;
  return `${millionths < 0n ? "−" : ""}${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;
}
