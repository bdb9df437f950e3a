// One stream of news kept alive: opened, watched for silence, opened again
// after growing pauses. It knows neither the server nor what a word means.

import { Code, ConnectError } from "@connectrpc/connect";

export type News = { kind: string; docket: string; parent: string; seq: bigint; machine: string; state: string };
export type LiveStatus = "off" | "connecting" | "live" | "polling";
export type Handler = (news: News) => void;

type Clock = { setTimeout: (run: () => void, ms: number) => unknown; clearTimeout: (timer: unknown) => void; random: () => number };

const PAUSES = [500, 1_000, 2_000, 5_000, 10_000, 20_000];
/** No word for so long means that the line is dead, although nobody said so. */
const SILENCE = 45_000;
/** A server without a stream is asked again after this. */
const NOT_HERE = 120_000;

const browser: Clock = {
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as ReturnType<typeof setTimeout>),
  random: () => Math.random(),
};

/** Keeps one stream alive and hands out what it says. */
export class Line {
  private state: LiveStatus = "off";
  private tries = 0;
  private stood = false;
  private stop = new AbortController();
  private pause: unknown;
  private readonly hearers = new Set<() => void>();
  private readonly byDocket = new Map<string, Set<Handler>>();

  /** `heard` takes every word; `gap` is called when words may have been missed. */
  constructor(
    private readonly watch: (signal: AbortSignal) => AsyncIterable<News>,
    private readonly heard: Handler,
    private readonly gap: () => void,
    private readonly clock: Clock = browser,
  ) {}

  readonly status = (): LiveStatus => this.state;

  readonly onStatus = (hear: () => void): (() => void) => {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  };

  subscribe(docket: string, handler: Handler): () => void {
    const handlers = this.byDocket.get(docket) ?? new Set();
    this.byDocket.set(docket, handlers.add(handler));
    return () => {
      handlers.delete(handler);
      if (handlers.size === 0 && this.byDocket.get(docket) === handlers) this.byDocket.delete(docket);
    };
  }

  start(): void {
    if (this.state !== "off") return;
    this.tries = 0;
    this.say("connecting");
    void this.run();
  }

  close(): void {
    this.clock.clearTimeout(this.pause);
    this.stop.abort();
    this.say("off");
  }

  private say(next: LiveStatus): void {
    if (next === this.state) return;
    this.state = next;
    for (const hear of this.hearers) hear();
  }

  private async run(): Promise<void> {
    const stop = new AbortController();
    this.stop = stop;
    let quiet: unknown;
    const alive = () => {
      this.clock.clearTimeout(quiet);
      quiet = this.clock.setTimeout(() => stop.abort(), SILENCE);
    };
    let wait: number | undefined;
    try {
      alive();
      for await (const news of this.watch(stop.signal)) {
        if (stop.signal.aborted) break;
        alive();
        this.take(news);
      }
    } catch (error) {
      const { code } = ConnectError.from(error);
      if (code === Code.Unimplemented || code === Code.NotFound || code === Code.Unauthenticated) wait = NOT_HERE;
    } finally {
      this.clock.clearTimeout(quiet);
    }
    if (this.stop !== stop || this.state === "off") return;
    this.say("polling");
    this.pause = this.clock.setTimeout(() => void this.run(), wait ?? this.nextPause());
  }

  private nextPause(): number {
    const base = PAUSES[Math.min(this.tries, PAUSES.length - 1)] ?? 0;
    this.tries += 1;
    // Many tabs cut off at once do not come back at once.
    return base * (0.75 + this.clock.random() / 2);
  }

  private take(news: News): void {
    if (this.state !== "live") {
      const again = this.stood || this.tries > 0;
      this.tries = 0;
      this.stood = true;
      this.say("live");
      if (again) this.gap();
    } else if (news.kind === "hello") this.gap(); // said again: words were lost on the way
    if (news.kind === "hello" || news.kind === "beat") return;
    this.heard(news);
    for (const handler of this.byDocket.get(news.docket) ?? []) handler(news);
  }
}
