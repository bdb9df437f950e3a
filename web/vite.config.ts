import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.YANLU_DEV_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  // The server puts a fresh nonce in place of this word in every response.
  html: { cspNonce: "__CSP_NONCE__" },
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 900 },
  server: {
    proxy: Object.fromEntries(["/yanlu.", "/files", "/papers", "/open", "/feeds", "/demo-accounts.json"].map((path) => [path, server])),
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
