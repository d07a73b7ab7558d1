import { defineConfig } from "@playwright/test";

/** One run after the other, alone: what is measured is time. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.speed.ts",
  workers: 1,
  timeout: 600_000,
  reporter: [["line"]],
  outputDir: "../../test-results",
  use: { viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce" },
});
