// Starts the product with demonstration people in a folder of its own, waits
// until it says where it listens, and ends it: orderly, or as a power cut would.
// YANLU_TEST_BINARY names another binary than bin/yanlu.

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LONGEST = 120_000;
const BINARY = process.env.YANLU_TEST_BINARY ?? fileURLToPath(new URL("../../../bin/yanlu", import.meta.url));

export type Ready = { http: string; grpc: string };

function readReady(file: string): Ready | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Ready;
  } catch {
    return undefined; // seen while it is being written: the next change tells
  }
}

function awaitReady(child: ChildProcess, folder: string, file: string, log: () => string): Promise<Ready> {
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  const found = new Promise<Ready>((resolve, reject) => {
    const look = () => {
      const ready = readReady(file);
      if (ready) resolve(ready);
    };
    watcher = watch(folder, look);
    timer = setTimeout(() => reject(new Error(`the server was not ready within ${LONGEST} ms\n${log()}`)), LONGEST);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}\n${log()}`)));
    child.once("error", reject);
    look();
  });
  return found.finally(() => {
    watcher?.close();
    clearTimeout(timer);
  });
}

export type Running = Ready & {
  /** Ends it in order. */
  stop: () => Promise<void>;
  /** Ends it at once, with nothing said or saved. */
  kill: () => Promise<void>;
};

/** Starts the product on the data below a folder; ports of 0 are chosen by the system. */
export async function launch(root: string, http = "127.0.0.1:0", grpc = "127.0.0.1:0"): Promise<Running> {
  const told = join(root, "told");
  mkdirSync(told, { recursive: true });
  const file = join(told, "ready.json");
  rmSync(file, { force: true });
  const child = spawn(BINARY, [
    "serve", "--data-dir", join(root, "data"), "--http-addr", http, "--grpc-addr", grpc, "--demo-data=minimal", "--ready-file", file,
  ], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const keep = (chunk: Buffer) => {
    lines.push(chunk.toString());
    if (lines.length > 400) lines.shift();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = await awaitReady(child, told, file, () => lines.join(""));
  return {
    ...ready,
    stop: async () => {
      child.kill("SIGINT");
      const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
      await gone;
      clearTimeout(late);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
