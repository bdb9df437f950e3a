import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { Line, type News } from "./line";

const news = (kind: string, docket = ""): News => ({ kind, docket, parent: "", seq: 1n, machine: "", state: "" });

/** A server in the hand: each opening of the stream is one `Wire`. */
class Wire {
  private waiting: ((next: IteratorResult<News>) => void) | undefined;
  private fail: ((error: unknown) => void) | undefined;
  private readonly ready: News[] = [];

  constructor(readonly signal: AbortSignal) {
    signal.addEventListener("abort", () => this.cut(new ConnectError("aborted", Code.Canceled)));
  }

  say(word: News): void {
    if (this.waiting) this.waiting({ value: word, done: false });
    else this.ready.push(word);
  }

  cut(error: unknown): void {
    this.fail?.(error);
  }

  [Symbol.asyncIterator](): AsyncIterator<News> {
    return {
      next: () => new Promise((resolve, reject) => {
        const word = this.ready.shift();
        if (word) return resolve({ value: word, done: false });
        this.waiting = resolve;
        this.fail = reject;
      }),
    };
  }
}

/** Time stands still until the test lets a timer go. */
class Clock {
  timers = new Map<number, { run: () => void; ms: number }>();
  private last = 0;
  setTimeout = (run: () => void, ms: number): number => {
    this.timers.set(++this.last, { run, ms });
    return this.last;
  };
  clearTimeout = (timer: unknown): void => void this.timers.delete(timer as number);
  random = (): number => 0.5;
  fire(ms: number): void {
    const found = [...this.timers].find(([, timer]) => timer.ms === ms);
    if (!found) throw new Error(`no timer of ${ms}: ${[...this.timers.values()].map((timer) => timer.ms).join()}`);
    this.timers.delete(found[0]);
    found[1].run();
  }
}

const settled = () => new Promise<void>((done) => { setImmediate(done); });

function setup() {
  const wires: Wire[] = [];
  const clock = new Clock();
  const heard: string[] = [];
  let gaps = 0;
  const line = new Line((signal) => {
    const wire = new Wire(signal);
    wires.push(wire);
    return wire;
  }, (word) => heard.push(word.docket), () => { gaps += 1; }, clock);
  return { line, wires, clock, heard, gaps: () => gaps, wire: () => wires.at(-1) as Wire };
}

describe("the line of news", () => {
  it("hands out what is said, to everybody and to who asked for that docket", async () => {
    const { line, heard, wire } = setup();
    const own: string[] = [];
    const leave = line.subscribe("d1", (word) => own.push(word.kind));
    line.start();
    wire().say(news("hello"));
    await settled();
    expect(line.status()).toBe("live");
    wire().say(news("docket", "d1"));
    await settled();
    wire().say(news("draft", "d2"));
    await settled();
    leave();
    wire().say(news("presence", "d1"));
    await settled();
    expect(heard).toEqual(["d1", "d2", "d1"]);
    expect(own).toEqual(["docket"]);
  });

  it("cut off, comes back after growing pauses and says that words may be missing", async () => {
    const { line, wires, clock, wire, gaps } = setup();
    line.start();
    wire().say(news("hello"));
    await settled();
    wire().cut(new ConnectError("gone", Code.Unavailable));
    await settled();
    expect(line.status()).toBe("polling");
    clock.fire(500);
    wire().cut(new ConnectError("gone", Code.Unavailable));
    await settled();
    clock.fire(1000);
    expect(wires).toHaveLength(3);
    expect(gaps()).toBe(0);
    wire().say(news("hello"));
    await settled();
    expect(line.status()).toBe("live");
    expect(gaps()).toBe(1);
  });

  it("takes a long silence for a dead line", async () => {
    const { line, wires, clock, wire } = setup();
    line.start();
    wire().say(news("hello"));
    await settled();
    clock.fire(45_000);
    await settled();
    expect(line.status()).toBe("polling");
    clock.fire(500);
    expect(wires).toHaveLength(2);
  });

  it("asks a server without a stream only seldom", async () => {
    const { line, clock, wire } = setup();
    line.start();
    wire().cut(new ConnectError("no such thing", Code.Unimplemented));
    await settled();
    expect(line.status()).toBe("polling");
    expect([...clock.timers.values()].map((timer) => timer.ms)).toEqual([120_000]);
  });

  it("closed, stays closed; opened again, says that words may be missing", async () => {
    const { line, wires, clock, wire, gaps } = setup();
    line.start();
    wire().say(news("hello"));
    await settled();
    line.close();
    await settled();
    expect(line.status()).toBe("off");
    expect(clock.timers.size).toBe(0);
    line.start();
    expect(wires).toHaveLength(2);
    wire().say(news("beat"));
    await settled();
    expect(gaps()).toBe(1);
  });
});
