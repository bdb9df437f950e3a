import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper, type Kept, type Shelf, type Store, type Version } from "./keeper";
import type { Content } from "./merge";

class Stale extends Error {}

/** One draft as the server keeps it: a save on an old version is refused. */
class Server implements Store {
  now: Version = { version: 1n, content: { "a.title": "旧", "a.body": "文" }, savedBy: "甲" };
  down = false;
  lose = false;
  ids: string[] = [];

  load = async () => this.now;
  isStale = (error: unknown) => error instanceof Stale;
  save = async (content: Content, base: bigint, requestId: string) => {
    this.ids.push(requestId);
    if (this.down) throw new Error("down");
    if (base !== this.now.version) throw new Stale();
    const saved = this.commit(content, "我");
    if (this.lose) throw new Error("the answer was lost");
    return saved;
  };

  commit(content: Content, savedBy: string): Version {
    this.now = { version: this.now.version + 1n, content, savedBy };
    return this.now;
  }
}

class Memory implements Shelf {
  kept: Kept | undefined;
  left: Kept | undefined;
  read = () => this.left;
  taken = () => { this.left = undefined; };
  write = (kept: Kept) => { this.kept = kept; };
  clear = () => { this.kept = undefined; };
}

describe("keeping a draft", () => {
  let server: Server;
  let shelf: Memory;
  const open = () => new DraftKeeper(server.now, server, shelf, 1500, 8000);
  /** The page is gone: what it kept is a copy left behind. */
  const leave = (draft: DraftKeeper) => {
    draft.stop();
    shelf.left = shelf.kept;
    shelf.kept = undefined;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    server = new Server();
    shelf = new Memory();
  });
  afterEach(() => vi.useRealTimers());

  it("is on the device at once and on the server a moment after the last key", async () => {
    const draft = open();
    draft.set("a.title", "新");
    expect(shelf.kept?.mine["a.title"]).toBe("新");
    await vi.advanceTimersByTimeAsync(1499);
    expect(server.now.version).toBe(1n);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.now.content["a.title"]).toBe("新");
    expect(draft.snapshot()).toMatchObject({ status: "clean", server: { version: 2n } });
    expect(shelf.kept).toBeUndefined();
  });

  it("merges what somebody else saved meanwhile when nobody has to choose", async () => {
    const draft = open();
    server.commit({ ...server.now.content, "a.body": "他的" }, "乙");
    draft.set("a.title", "新");
    await draft.flush();
    await vi.runOnlyPendingTimersAsync();
    expect(server.now.content).toEqual({ "a.title": "新", "a.body": "他的" });
    expect(draft.snapshot().content["a.body"]).toBe("他的");
  });

  it("waits for a choice when both changed the same field, and loses neither", async () => {
    const draft = open();
    server.commit({ ...server.now.content, "a.title": "他的" }, "乙");
    draft.set("a.title", "我的");
    await draft.flush();
    expect(draft.snapshot()).toMatchObject({ status: "clash", content: { "a.title": "我的" } });
    draft.set("a.body", "又写");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.now.version).toBe(2n);
    await draft.choose(new Map([["a.title", "他的"]]));
    expect(server.now.content).toEqual({ "a.title": "他的", "a.body": "又写" });
    expect(draft.snapshot().status).toBe("clean");
  });

  it("keeps trying with the same request id while the server is away", async () => {
    const draft = open();
    server.down = true;
    draft.set("a.title", "新");
    await draft.flush();
    expect(draft.snapshot().status).toBe("failed");
    expect(draft.stateOf("a.title")).toBe("kept");
    server.down = false;
    await vi.advanceTimersByTimeAsync(8000);
    expect(server.now.content["a.title"]).toBe("新");
    expect(new Set(server.ids).size).toBe(1);
    expect(draft.stateOf("a.title")).toBe("saved");
    expect(draft.stateOf("a.body")).toBe("quiet");
  });

  it("does not clash with itself when an answer was lost and typing went on", async () => {
    const draft = open();
    draft.set("a.title", "半句");
    server.lose = true;
    await draft.flush();
    expect(server.now.content["a.title"]).toBe("半句");
    expect(draft.snapshot().status).toBe("failed");
    server.lose = false;
    draft.set("a.title", "半句加一句");
    await draft.flush();
    await vi.runOnlyPendingTimersAsync();
    expect(draft.snapshot()).toMatchObject({ status: "clean", content: { "a.title": "半句加一句" } });
    expect(server.now.content["a.title"]).toBe("半句加一句");
  });

  it("does not clash with itself after a crash either", async () => {
    const first = open();
    first.set("a.title", "半句");
    server.lose = true;
    await first.flush();
    first.set("a.title", "半句加一句");
    server.lose = false;
    leave(first);
    const second = open();
    expect(second.snapshot()).toMatchObject({ status: "dirty", content: { "a.title": "半句加一句" } });
    await second.flush();
    expect(server.now.content["a.title"]).toBe("半句加一句");
  });

  it("keeps only what differs on the device, and asks after a crash when others changed it", () => {
    const first = open();
    first.set("a.title", "我的");
    expect(shelf.kept).toMatchObject({ base: { "a.title": "旧" }, mine: { "a.title": "我的" } });
    expect(shelf.kept?.mine).not.toHaveProperty("a.body");
    leave(first);
    server.commit({ "a.title": "他的", "a.body": "他的文" }, "乙");
    const second = open();
    expect(second.snapshot()).toMatchObject({ status: "clash", restored: true, content: { "a.title": "我的", "a.body": "他的文" } });
    expect(second.stateOf("a.title")).toBe("clash");
    expect(shelf.kept?.mine["a.title"]).toBe("我的");
    expect(shelf.left).toBeUndefined();
  });

  it("restores what a closed tab had not saved, merged onto what is there now", async () => {
    const first = open();
    server.down = true;
    first.set("a.title", "没来得及保存");
    leave(first);
    server.down = false;
    server.commit({ ...server.now.content, "a.body": "他的" }, "乙");
    const second = open();
    expect(second.snapshot()).toMatchObject({ restored: true, content: { "a.title": "没来得及保存", "a.body": "他的" } });
    await second.flush();
    expect(server.now.content).toEqual({ "a.title": "没来得及保存", "a.body": "他的" });
  });

  it("adopts a newer version only while nothing is unsaved", async () => {
    const draft = open();
    draft.adopt(server.commit({ ...server.now.content, "a.body": "他的" }, "乙"));
    expect(draft.snapshot().content["a.body"]).toBe("他的");
    draft.set("a.title", "我的");
    draft.adopt(server.commit({ "a.title": "丙" }, "丙"));
    expect(draft.snapshot().content["a.title"]).toBe("我的");
    draft.stop();
  });

  it("is at rest when a change was taken back, without a save", async () => {
    const draft = open();
    draft.set("a.title", "新");
    draft.set("a.title", "旧");
    await vi.advanceTimersByTimeAsync(1500);
    expect(draft.snapshot().status).toBe("clean");
    expect(shelf.kept).toBeUndefined();
    expect(server.now.version).toBe(1n);
  });

  it("knows a save that arrived although its answer was lost", () => {
    const first = open();
    first.set("a.title", "新");
    leave(first);
    server.commit(first.snapshot().content, "我");
    expect(open().snapshot()).toMatchObject({ status: "clean", restored: false, content: { "a.title": "新" } });
    expect(shelf.kept).toBeUndefined();
  });

  it("saves what was typed while a save was under way", async () => {
    const draft = open();
    draft.set("a.title", "一");
    const saving = draft.flush();
    draft.set("a.title", "一二");
    await saving;
    expect(draft.snapshot().status).toBe("dirty");
    await vi.advanceTimersByTimeAsync(1500);
    expect(server.now.content["a.title"]).toBe("一二");
  });
});
