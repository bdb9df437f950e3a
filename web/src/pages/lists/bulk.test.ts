import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { BulkRun, mapFew, offersOf, type Item, type Outcome } from "./bulk";

const item = (id: string, seq = 1n): Item => ({ id, seq, title: id, code: "" });
const later = () => new Promise<void>((done) => { queueMicrotask(done); });

function setup(ids: string[], send: (one: Item, requestId: string) => Promise<unknown>, fresh = (id: string) => Promise.resolve(item(id, 2n))) {
  let seen: readonly Outcome[] = [];
  const run = new BulkRun(ids.map((id) => item(id)), send, fresh, (outcomes) => { seen = outcomes; });
  return { run, seen: () => Object.fromEntries(seen.map((one) => [one.item.id, one.status])) };
}

describe("the same verb for many", () => {
  it("answers for each: a refusal of one stops no other", async () => {
    const { run, seen } = setup(["a", "b", "c"], async ({ id }) => {
      if (id === "b") throw new ConnectError("not now", Code.FailedPrecondition);
    });
    await run.run();
    expect(seen()).toEqual({ a: "done", b: "refused", c: "done" });
  });

  it("sends four at a time", async () => {
    let now = 0;
    let most = 0;
    const { run } = setup(["a", "b", "c", "d", "e", "f", "g"], async () => {
      most = Math.max(most, ++now);
      await later();
      now -= 1;
    });
    await run.run();
    expect(most).toBe(4);
  });

  it("tries again only what was refused, as it stands now and as a new request", async () => {
    const sent: [string, bigint, string][] = [];
    const { run, seen } = setup(["a", "b"], async (one, requestId) => {
      sent.push([one.id, one.seq, requestId]);
      if (one.id === "b" && one.seq === 1n) throw new ConnectError("moved on", Code.Aborted);
    });
    await run.run();
    await run.retry();
    expect(seen()).toEqual({ a: "done", b: "done" });
    expect(sent.map(([id, seq]) => [id, seq])).toEqual([["a", 1n], ["b", 1n], ["b", 2n]]);
    expect(sent[1]?.[2]).not.toBe(sent[2]?.[2]);
  });

  it("sends word for word again what was never answered", async () => {
    const sent: [bigint, string][] = [];
    const { run, seen } = setup(["a"], async (one, requestId) => {
      sent.push([one.seq, requestId]);
      if (sent.length === 1) throw new ConnectError("line cut", Code.Unavailable);
    });
    await run.run();
    await run.retry();
    expect(seen()).toEqual({ a: "done" });
    expect(sent[0]).toEqual(sent[1]);
  });

  it("stops between two and can go on", async () => {
    const { run, seen } = setup(["a", "b", "c", "d", "e", "f"], async ({ id }) => {
      if (id === "a") run.stop();
      await later();
    });
    await run.run();
    expect(Object.values(seen()).filter((status) => status === "waiting").length).toBe(5);
    await run.run();
    expect(new Set(Object.values(seen()))).toEqual(new Set(["done"]));
  });
});

describe("what may be done with the selected", () => {
  const action = (event: string, refused = "") => ({ event, method: `/x/${event}`, zh: event, en: event, refused, irreversible: false, exceptional: event === "cancel" }) as never;

  it("counts for how many each verb is possible, the exceptional last", () => {
    const offers = offersOf([{ actions: [action("accept"), action("cancel")] }, { actions: [action("accept", "NOT_YOURS"), action("cancel"), action("check")] }]);
    expect(offers.map(({ event, possible }) => [event, possible])).toEqual([["accept", 1], ["check", 1], ["cancel", 2]]);
  });

  it("keeps the order of a list that is read a few at a time", async () => {
    expect(await mapFew([3, 1, 2, 5, 4], (n) => Promise.resolve(n * 2))).toEqual([6, 2, 4, 10, 8]);
  });
});
