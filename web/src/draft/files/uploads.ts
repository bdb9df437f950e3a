// Files on their way. A file is kept on this device until the server has all of
// it, so that an upload goes on after a lost connection, a pause and a reload.

import { Code, ConnectError } from "@connectrpc/connect";
import { beginUpload, sendPart, uploadState, type Sent } from "../../api/files";
import { Waiting, type Kept } from "./waiting";

export type UploadState = "sending" | "paused" | "waiting" | "refused";
export type Upload = { key: string; field: string; name: string; size: number; received: number; state: UploadState; error?: unknown; replaces?: string };

type Job = Kept & { abort: AbortController; shown: Upload };

const RETRY = [1000, 2000, 4000, 8000];

const isAway = (error: unknown): boolean => [Code.Unavailable, Code.Unknown].includes(ConnectError.from(error).code);

/** The uploads of one person into one docket. */
export class Uploads {
  private jobs = new Map<string, Job>();
  private list: Upload[] = [];
  private listeners = new Set<() => void>();
  private readonly waiting: Waiting;

  constructor(person: string, private readonly docket: string, private readonly onDone: (name: string, replaces: string | undefined) => void) {
    this.waiting = new Waiting(`${person}.${docket}.`);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Upload[] => this.list;

  /** Takes up what an earlier page left on its way. */
  async revive(): Promise<void> {
    for (const kept of await this.waiting.all()) if (!this.jobs.has(kept.key)) this.start(kept);
  }

  add(field: string, file: File, replaces?: string): void {
    const kept: Kept = { key: this.waiting.fresh(), field, name: file.name, size: file.size, file, requestId: crypto.randomUUID(), replaces };
    void this.waiting.keep(kept);
    this.start(kept);
  }

  pause(key: string): void {
    this.jobs.get(key)?.abort.abort();
    this.show(key, { state: "paused" });
  }

  resume(key: string): void {
    const job = this.jobs.get(key);
    if (!job) return;
    job.abort = new AbortController();
    void this.run(job);
  }

  drop(key: string): void {
    this.jobs.get(key)?.abort.abort();
    this.jobs.delete(key);
    void this.waiting.forget(key);
    this.tell();
  }

  /** The connection is back: whoever waits goes on at once. */
  wake(): void {
    for (const { shown } of this.jobs.values()) {
      if (shown.state !== "waiting") continue;
      this.jobs.get(shown.key)?.abort.abort();
      this.resume(shown.key);
    }
  }

  stop(): void {
    for (const job of this.jobs.values()) job.abort.abort();
  }

  private start(kept: Kept): void {
    const { key, field, name, size, replaces } = kept;
    const job: Job = { ...kept, abort: new AbortController(), shown: { key, field, name, size, received: 0, state: "sending", replaces } };
    this.jobs.set(key, job);
    this.tell();
    void this.run(job);
  }

  private async run(job: Job): Promise<void> {
    const { signal } = job.abort;
    for (let failures = 0; !signal.aborted;) {
      try {
        this.show(job.key, { state: "sending", error: undefined });
        await this.send(job, signal, () => { failures = 0; });
        return this.finish(job);
      } catch (error) {
        if (signal.aborted) return;
        if (!isAway(error)) return this.show(job.key, { state: "refused", error });
        this.show(job.key, { state: "waiting" });
        await pause(RETRY[Math.min(failures++, RETRY.length - 1)] ?? 0, signal);
      }
    }
  }

  private async send(job: Job, signal: AbortSignal, moved: () => void): Promise<void> {
    let at: Sent = await beginUpload(this.docket, job.field, job, job.requestId, signal);
    while (!at.attachment) {
      this.show(job.key, { received: Number(at.received) });
      at = await sendPart(at.id, job.file, Number(at.received), signal).catch((error: unknown) => {
        // Another part was already there: go on from where the server is.
        if (ConnectError.from(error).code === Code.Aborted) return uploadState(at.id, signal);
        throw error;
      });
      moved();
    }
  }

  private finish(job: Job): void {
    this.jobs.delete(job.key);
    void this.waiting.forget(job.key);
    this.tell();
    this.onDone(job.name, job.replaces);
  }

  private show(key: string, part: Partial<Upload>): void {
    const job = this.jobs.get(key);
    if (!job) return;
    job.shown = { ...job.shown, ...part };
    this.tell();
  }

  private tell(): void {
    this.list = [...this.jobs.values()].map((job) => job.shown);
    for (const listener of this.listeners) listener();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
