import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { budgets } from "./vite.budgets.ts";
import { texts } from "./vite.texts.ts";

const server = process.env["COMITY_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [texts(), react(), tailwindcss(), budgets()],
  resolve: {
    alias: [
      { find: "@", replacement: fileURLToPath(new URL("./src", import.meta.url)) },
      // Messages are parsed when they are built.
      { find: /^@formatjs\/icu-messageformat-parser$/, replacement: "@formatjs/icu-messageformat-parser/no-parser.js" },
    ],
  },
  // The server puts a fresh nonce in place of this word on every page it sends.
  html: { cspNonce: "__CSP_NONCE__" },
  // Fonts and icons stay files of their own: the policy allows no data: address for a font.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // the budgets hold
    // What every page loads is one file; packed together it is smaller, too.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "frame", tags: ["$initial"] }] } } },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, changeOrigin: false } } },
  test: {
    environment: "jsdom",
    globals: true,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/test-setup.ts"],
    css: false,
  },
});
