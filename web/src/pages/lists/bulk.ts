// The same verb for many: a few at a time, each with an answer of its own. What
// was refused can be tried again, and a long run can be stopped between two.

import { Code } from "@connectrpc/connect";
import { problemOf } from "../../api/problem";
import { RequestIds } from "../../form/requestId";
import type { Action, GetDocketResponse } from "../../gen/yanlu/docket/v1/docket_pb";

export type Item = { id: string; seq: bigint; title: string; code: string };

export type Outcome = { item: Item; status: "waiting" | "running" | "done" | "refused"; error?: unknown };

export type Call = (item: Item, requestId: string) => Promise<unknown>;

const WIDTH = 4;

/** Nobody knows what became of it: it has to be sent again word for word. */
function unanswered(error: unknown): boolean {
  return [Code.Unavailable, Code.Unknown, Code.DeadlineExceeded, Code.Canceled].includes(problemOf(error).code);
}

export class BulkRun {
  private outcomes: Outcome[];
  private readonly ids = new Map<string, RequestIds>();
  private stopped = false;

  /** `send` carries the verb; `fresh` reads where an item stands now. */
  constructor(
    items: readonly Item[],
    private readonly send: Call,
    private readonly fresh: (id: string) => Promise<Item>,
    private readonly changed: (outcomes: readonly Outcome[], running: boolean) => void,
  ) {
    this.outcomes = items.map((item) => ({ item, status: "waiting" }));
  }

  stop(): void {
    this.stopped = true;
  }

  /** Carries out what waits; settles when nothing runs any more. */
  async run(): Promise<void> {
    this.stopped = false;
    const line = this.outcomes.filter((one) => one.status === "waiting").map((one) => one.item.id);
    const worker = async () => {
      for (let id = line.shift(); id !== undefined && !this.stopped; id = line.shift()) await this.one(id);
    };
    this.tell(true);
    await Promise.all(Array.from({ length: WIDTH }, worker));
    this.tell(false);
  }

  /** Tries those again that were refused: as they stand now, unless the first attempt was never answered. */
  async retry(): Promise<void> {
    const again = this.outcomes.filter((one) => one.status === "refused");
    for (const { item, error } of again) {
      const now = unanswered(error) ? item : await this.fresh(item.id).catch(() => item);
      this.put(item.id, { item: now, status: "waiting" });
    }
    await this.run();
  }

  private async one(id: string): Promise<void> {
    const item = this.outcomes.find((one) => one.item.id === id)?.item;
    if (!item) return;
    const ids = this.ids.get(id) ?? new RequestIds();
    this.ids.set(id, ids);
    this.put(id, { item, status: "running" });
    try {
      await this.send(item, ids.idFor(item.seq));
      ids.done();
      this.put(id, { item, status: "done" });
    } catch (error) {
      if (!unanswered(error)) ids.done();
      this.put(id, { item, status: "refused", error });
    }
  }

  private put(id: string, next: Outcome): void {
    this.outcomes = this.outcomes.map((one) => (one.item.id === id ? next : one));
    this.tell(true);
  }

  private tell(running: boolean): void {
    this.changed(this.outcomes, running);
  }
}

export type Offer = Pick<Action, "event" | "method" | "zh" | "en" | "irreversible" | "exceptional"> & { possible: number };

/** The verbs that are possible for at least one of the selected, the commonest first. */
export function offersOf(answers: readonly Pick<GetDocketResponse, "actions">[]): Offer[] {
  const offers = new Map<string, Offer>();
  for (const { actions } of answers) {
    for (const action of actions) {
      if (action.refused) continue;
      const { event, method, zh, en, irreversible, exceptional } = action;
      const known = offers.get(event);
      offers.set(event, known ? { ...known, possible: known.possible + 1 } : { event, method, zh, en, irreversible, exceptional, possible: 1 });
    }
  }
  return [...offers.values()].sort((a, b) => Number(a.exceptional) - Number(b.exceptional) || b.possible - a.possible);
}

/** Does something for each of a list, a few at a time, and keeps the order. */
export async function mapFew<T, R>(list: readonly T[], work: (one: T) => Promise<R>, told?: (done: number) => void): Promise<R[]> {
  const out: R[] = new Array<R>(list.length);
  let next = 0;
  let done = 0;
  const worker = async () => {
    for (let at = next++; at < list.length; at = next++) {
      out[at] = await work(list[at] as T);
      done += 1;
      told?.(done);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  return out;
}
