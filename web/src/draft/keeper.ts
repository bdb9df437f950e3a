// Keeps one draft: what is typed is on this device at once and on the server a
// moment later, one save at a time. A save that comes too late is merged; only
// a true clash waits for a person. Nothing typed is ever dropped.

import { changed, merge, same, settle, type Content, type JsonValue, type Merge } from "./merge";

export type Version = { version: bigint; content: Content; savedBy: string; savedAt?: Date };

export type Status = "clean" | "dirty" | "saving" | "failed" | "clash";

export type Stale = { result: Merge; theirs: Version };

export type View = {
  content: Content;
  status: Status;
  server: Version;
  /** Set while somebody has to choose. */
  stale?: Stale;
  /** What the last merge took over without asking. */
  taken?: { fields: string[]; by: string };
  restored: boolean;
  error?: unknown;
};

/** The way to the server. `save` answers with the new version, or throws. */
export type Store = {
  save: (content: Content, base: bigint, requestId: string) => Promise<Version>;
  load: () => Promise<Version>;
  isStale: (error: unknown) => boolean;
};

/** What is kept on the device until the server has it. */
export type Kept = { base: Content; version: string; mine: Content };
export type Shelf = { read: () => Kept | undefined; write: (kept: Kept) => void; clear: () => void };

export class DraftKeeper {
  private view: View;
  private base: Content;
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private pending: { body: string; id: string } | undefined;

  constructor(
    server: Version,
    private readonly store: Store,
    private readonly shelf: Shelf,
    private readonly delay = 1500,
    private readonly retry = 8000,
  ) {
    this.base = server.content;
    this.view = { content: server.content, status: "clean", server, restored: false };
    this.restore(server);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): View => this.view;

  /** Takes what was typed into one field. */
  set(field: string, value: JsonValue | undefined): void {
    const content = { ...this.view.content };
    if (value === undefined) delete content[field];
    else content[field] = value;
    if (same(content[field], this.view.content[field])) return;
    this.put({ content, status: this.view.status === "clash" ? "clash" : "dirty", taken: undefined });
    this.keep();
    if (this.view.status !== "clash") this.schedule(this.delay);
  }

  /** Saves now what is not saved; answers when the server has it, or when it refused. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.view.status === "clash") return;
    if (!this.unsaved()) return this.rest();
    this.running = this.save().finally(() => { this.running = undefined; });
    await this.running;
  }

  /** Ends a clash: for the named fields theirs is taken, for the others mine stays. */
  async choose(theirs: ReadonlySet<string>): Promise<void> {
    const { stale } = this.view;
    if (!stale) return;
    // Typed while the choice was open: it goes on top.
    const content = settle(merge(this.base, this.view.content, stale.theirs.content), theirs);
    this.rebase(stale.theirs, content);
    await this.flush();
  }

  /** Shows what somebody else saved, when nothing of mine is unsaved. */
  adopt(server: Version): void {
    if (server.version <= this.view.server.version || this.view.status !== "clean") return;
    this.base = server.content;
    this.put({ server, content: server.content });
  }

  /** The draft has served its purpose: nothing more is saved, here or there. */
  forget(): void {
    this.stop();
    this.base = this.view.content;
    this.shelf.clear();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  unsaved(): boolean {
    return changed(this.base, this.view.content).length > 0;
  }

  private put(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }

  private keep(): void {
    if (this.unsaved()) this.shelf.write({ base: this.base, version: this.view.server.version.toString(), mine: this.view.content });
    else this.shelf.clear();
  }

  /** Nothing differs from what the server has, for instance because a change was taken back. */
  private rest(): void {
    this.shelf.clear();
    if (this.view.status !== "clean") this.put({ status: "clean", error: undefined });
  }

  private schedule(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), after);
  }

  private restore(server: Version): void {
    const kept = this.shelf.read();
    if (!kept || changed(kept.base, kept.mine).length === 0) return;
    const result = merge(kept.base, kept.mine, server.content);
    if (result.clashes.length > 0) {
      this.base = kept.base;
      this.view = { ...this.view, content: kept.mine, status: "clash", stale: { result, theirs: server }, restored: true };
      return;
    }
    // The save may have reached the server although its answer never came back.
    if (changed(server.content, result.merged).length === 0) return this.shelf.clear();
    this.view = { ...this.view, content: result.merged, status: "dirty", restored: true };
    this.schedule(this.delay);
  }

  /** The same body sent again is the same request. */
  private requestId(content: Content): string {
    const body = JSON.stringify([content, this.view.server.version.toString()]);
    if (this.pending?.body !== body) this.pending = { body, id: crypto.randomUUID() };
    return this.pending.id;
  }

  private async save(): Promise<void> {
    const sent = this.view.content;
    this.put({ status: "saving", error: undefined });
    try {
      const server = await this.store.save(sent, this.view.server.version, this.requestId(sent));
      this.base = sent;
      const more = changed(sent, this.view.content).length > 0;
      this.put({ server: { ...server, content: sent }, status: more ? "dirty" : "clean", restored: false });
      this.keep();
      if (more) this.schedule(this.delay);
    } catch (error) {
      if (this.store.isStale(error)) await this.meet();
      else this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.put({ status: "failed", error });
    this.schedule(this.retry);
  }

  /** Somebody saved first: take what is only theirs, ask about what both changed. */
  private async meet(): Promise<void> {
    let theirs: Version;
    try {
      theirs = await this.store.load();
    } catch (error) {
      this.fail(error);
      return;
    }
    const result = merge(this.base, this.view.content, theirs.content);
    if (result.clashes.length > 0) {
      this.put({ status: "clash", stale: { result, theirs } });
      this.keep();
      return;
    }
    this.rebase(theirs, result.merged);
    this.put({ taken: { fields: result.taken, by: theirs.savedBy } });
    if (this.unsaved()) this.schedule(0);
    else this.put({ status: "clean" });
  }

  private rebase(server: Version, content: Content): void {
    this.base = server.content;
    this.put({ server, content, status: "dirty", stale: undefined, error: undefined });
    this.keep();
    if (!this.unsaved()) this.put({ status: "clean" });
  }
}
