import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env.YANLU_DEV_SERVER ?? "http://127.0.0.1:8080";

/** The services' descriptors get along without the rules' own; who reads a rule imports them. */
const withoutRules: Plugin = {
  name: "yanlu-without-rules",
  enforce: "pre",
  resolveId: (source, importer) =>
    /buf\/validate\/validate_pb$/.test(source) && importer?.includes("/src/gen/yanlu/") ? fileURLToPath(new URL("src/api/rules.ts", import.meta.url)) : undefined,
};

export default defineConfig({
  plugins: [withoutRules, react()],
  // The server puts a fresh nonce in place of this word in every response.
  html: { cspNonce: "__CSP_NONCE__" },
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 900, manifest: "manifest.json" },
  server: {
    proxy: Object.fromEntries(["/yanlu.", "/files", "/papers", "/open", "/feeds", "/demo-accounts.json"].map((path) => [path, server])),
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
