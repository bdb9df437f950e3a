// A server for one file of tests: its people have no other applications, and it
// may be killed without anybody else noticing.

import { test } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hold } from "./hold";
import { launch, type Running } from "./launch";

const SLOW_START = 150_000;

export type Own = {
  /** Ends the server as a power cut would. */
  kill: () => Promise<void>;
  /** Starts it again on the same addresses and data. */
  restart: () => Promise<void>;
  /** Keeps every act from writing to a table until the returned function is called. */
  hold: (table: string) => () => void;
};

export function ownServer(): Own {
  const root = mkdtempSync(join(tmpdir(), "yanlu-own-"));
  const shared = process.env.YANLU_TEST_URL;
  let running: Running | undefined;
  test.beforeAll(async () => {
    test.setTimeout(SLOW_START);
    running = await launch(root);
    process.env.YANLU_TEST_URL = running.http;
  });
  test.afterAll(async () => {
    test.setTimeout(SLOW_START);
    await running?.stop();
    process.env.YANLU_TEST_URL = shared;
    rmSync(root, { recursive: true, force: true });
  });
  return {
    hold: (table) => hold(join(root, "data"), table),
    kill: async () => running?.kill(),
    restart: async () => {
      const address = (url: string | undefined) => (url ?? "").replace(/^https?:\/\//, "");
      running = await launch(root, address(running?.http), address(running?.grpc));
    },
  };
}
