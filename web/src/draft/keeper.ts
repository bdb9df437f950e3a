// Keeps one draft: what is typed is on this device at once and on the server a
// moment later, one save at a time. A save that comes too late is merged; only
// a true clash waits for a person. Nothing typed is ever dropped.

import { acknowledge, changed, merge, overlay, patchOf, same, settle, type Choices, type Content, type JsonValue, type Merge } from "./merge";

export type Version = { version: bigint; content: Content; savedBy: string; savedAt?: Date };

export type Status = "clean" | "dirty" | "saving" | "failed" | "clash";

export type Stale = { result: Merge; theirs: Version };

/** When a field reached the server during this visit, and by whom when it was not me. */
export type Mark = { at?: Date; version: bigint; by?: string };

export type FieldState = "quiet" | "saved" | "theirs" | "unsaved" | "saving" | "kept" | "clash";

export type View = {
  content: Content;
  status: Status;
  server: Version;
  /** Set while somebody has to choose. */
  stale?: Stale;
  /** What the last merge took over without asking. */
  taken?: { fields: string[]; by: string };
  marks: Readonly<Record<string, Mark>>;
  restored: boolean;
  error?: unknown;
};

/** The way to the server. `save` answers with the new version, or throws. */
export type Store = {
  save: (content: Content, base: bigint, requestId: string) => Promise<Version>;
  load: () => Promise<Version>;
  isStale: (error: unknown) => boolean;
};

/** What is kept on the device until the server has it: only the fields that differ, null where one is gone. */
export type Kept = { base: Content; mine: Content; sent?: Content[] };

/** The device’s copies: `read` names one that a page left behind, `taken` says that it is safe here now. */
export type Shelf = { read: () => Kept | undefined; taken: () => void; write: (kept: Kept) => void; clear: () => void };

const SENT_KEPT = 8;

export class DraftKeeper {
  private view: View;
  private base: Content;
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private pending: { body: string; id: string } | undefined;
  /** Changes that were sent and not answered: they may have arrived. */
  private sent: Content[] = [];
  private sending: Content | undefined;
  private failures = 0;

  constructor(
    server: Version,
    private readonly store: Store,
    private readonly shelf: Shelf,
    private readonly delay = 1500,
    private readonly retry = 8000,
  ) {
    this.base = server.content;
    this.view = { content: server.content, status: "clean", server, restored: false, marks: {} };
    this.recall();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): View => this.view;

  /** Takes what was typed into one field. */
  set(field: string, value: JsonValue | undefined): void {
    if (value === this.view.content[field]) return;
    const content = { ...this.view.content };
    if (value === undefined) delete content[field];
    else content[field] = value;
    const alike = same(value, this.view.content[field]);
    if (alike && !this.unsaved()) return this.put({ content });
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

  /** Ends a clash: each named field becomes what was chosen for it, the others stay mine. */
  async choose(choices: Choices): Promise<void> {
    const { stale } = this.view;
    if (!stale) return;
    // Typed while the choice was open: it goes on top.
    const content = settle(merge(this.base, this.view.content, stale.theirs.content), choices);
    this.rebase(stale.theirs, content);
    await this.flush();
  }

  /** Shows what somebody else saved, when nothing of mine is unsaved. */
  adopt(server: Version): void {
    if (server.version <= this.view.server.version || this.view.status !== "clean") return;
    const theirs = changed(this.base, server.content);
    this.base = server.content;
    this.put({ server, content: server.content, marks: this.marked(theirs, server, server.savedBy) });
  }

  /** Starts again from what the server holds now, after an act that replaced it there. */
  replace(server: Version): void {
    this.stop();
    this.sent = [];
    this.base = server.content;
    this.shelf.clear();
    this.put({ server, content: server.content, status: "clean", stale: undefined, error: undefined, taken: undefined, restored: false });
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

  /** What the server does not have; nothing when it has everything. */
  unsavedPatch(): Content | undefined {
    const patch = patchOf(this.base, this.view.content);
    return Object.keys(patch).length > 0 ? patch : undefined;
  }

  /** Where one field is between the keyboard and the server. */
  stateOf(field: string): FieldState {
    const { status, stale, content, marks } = this.view;
    if (stale?.result.clashes.some((clash) => clash.field === field)) return "clash";
    if (same(this.base[field], content[field])) return marks[field] ? (marks[field].by ? "theirs" : "saved") : "quiet";
    if (status === "failed") return "kept";
    return this.sending && same(this.sending[field], content[field]) ? "saving" : "unsaved";
  }

  private put(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }

  private marked(fields: string[], server: Version, by?: string): View["marks"] {
    const mark: Mark = { at: server.savedAt, version: server.version, by };
    return { ...this.view.marks, ...Object.fromEntries(fields.map((field) => [field, mark])) };
  }

  private keep(): void {
    const mine = patchOf(this.base, this.view.content);
    if (Object.keys(mine).length === 0) return this.shelf.clear();
    this.shelf.write({ base: patchOf(this.view.content, this.base), mine, sent: this.sent });
  }

  /** Nothing differs from what the server has, for instance because a change was taken back. */
  private rest(): void {
    this.shelf.clear();
    if (this.view.status !== "clean") this.put({ status: "clean", error: undefined });
    this.recall();
  }

  private schedule(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), after);
  }

  /** Takes up what a page that is gone had not saved. */
  private recall(): void {
    const kept = this.shelf.read();
    if (!kept) return;
    const { server } = this.view;
    const base = acknowledge(overlay(server.content, kept.base), kept.sent ?? [], server.content);
    const result = merge(base, overlay(server.content, kept.mine), server.content);
    if (result.clashes.length > 0) {
      this.base = base;
      this.put({ content: result.merged, status: "clash", stale: { result, theirs: server }, restored: true });
      this.keep();
    } else if (changed(server.content, result.merged).length > 0) {
      this.put({ content: result.merged, status: "dirty", restored: true });
      this.keep();
      this.schedule(this.delay);
    }
    // Otherwise the save had reached the server although its answer never came back.
    this.shelf.taken();
    if (this.view.status === "clean") this.recall();
  }

  /** The same body sent again is the same request. */
  private requestId(content: Content): string {
    const body = JSON.stringify([content, this.view.server.version.toString()]);
    if (this.pending?.body !== body) this.pending = { body, id: crypto.randomUUID() };
    return this.pending.id;
  }

  private async save(): Promise<void> {
    const sent = this.view.content;
    const patch = patchOf(this.base, sent);
    this.sending = sent;
    this.sent = [...this.sent, patch].slice(-SENT_KEPT);
    this.put({ status: "saving" });
    this.keep();
    try {
      const server = await this.store.save(sent, this.view.server.version, this.requestId(sent));
      this.arrived(server, sent, Object.keys(patch));
    } catch (error) {
      if (this.store.isStale(error)) await this.meet();
      else this.fail(error);
    } finally {
      this.sending = undefined;
    }
  }

  private arrived(server: Version, sent: Content, fields: string[]): void {
    this.base = sent;
    this.sent = [];
    this.failures = 0;
    this.sending = undefined;
    const more = this.unsaved();
    this.put({ server: { ...server, content: sent }, status: more ? "dirty" : "clean", restored: false, error: undefined, marks: this.marked(fields, server) });
    this.keep();
    if (more) this.schedule(this.delay);
    else this.recall();
  }

  /** Tries again soon, then less often: a server that restarts is met within seconds. */
  private fail(error: unknown): void {
    this.put({ status: "failed", error });
    this.schedule(Math.min(this.retry, 1000 * 2 ** this.failures++));
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
    this.base = acknowledge(this.base, this.sent, theirs.content);
    this.failures = 0;
    const result = merge(this.base, this.view.content, theirs.content);
    if (result.clashes.length > 0) {
      this.put({ status: "clash", stale: { result, theirs }, error: undefined });
      this.keep();
      return;
    }
    this.rebase(theirs, result.merged);
    if (result.taken.length > 0) this.put({ taken: { fields: result.taken, by: theirs.savedBy }, marks: this.marked(result.taken, theirs, theirs.savedBy) });
    if (this.unsaved()) this.schedule(0);
  }

  private rebase(server: Version, content: Content): void {
    this.base = server.content;
    this.sent = [];
    this.put({ server, content, status: "dirty", stale: undefined, error: undefined });
    this.keep();
    if (!this.unsaved()) this.put({ status: "clean" });
  }
}
