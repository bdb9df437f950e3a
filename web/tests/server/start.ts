// One server for all tests. YANLU_TEST_URL names one that runs already; it is
// then left alone.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./launch";

export default async function start(): Promise<() => Promise<void>> {
  if (process.env.YANLU_TEST_URL) return async () => undefined;
  const root = mkdtempSync(join(tmpdir(), "yanlu-browser-"));
  const server = await launch(root);
  process.env.YANLU_TEST_URL = server.http;
  return async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  };
}
