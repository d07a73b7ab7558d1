import { defineConfig } from "@playwright/test";

/** `npm run screenshots`: pictures of every page, into `screenshots/taken`. */
export default defineConfig({
  testDir: "screenshots",
  testMatch: "pages.shots.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 240_000,
  reporter: [["list"]],
  outputDir: "test-results",
  use: { locale: "en-GB", timezoneId: "Africa/Dar_es_Salaam" },
});
