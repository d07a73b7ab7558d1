import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { Kauli, test } from "../tests/kauli";
import { type Shop, openShop } from "./shop";

interface Shot {
  readonly name: string;
  readonly path: (shop: Shop) => string;
  /** What somebody does before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
  /** Signed out. */
  readonly stranger?: boolean;
  /** On a server on which nothing was done yet but setting up. */
  readonly fresh?: boolean;
}

const inBot = (rest: string) => (shop: Shop) => `/bots/${shop.bot}${rest}`;

/** Every page, and the more important things on it. */
const SHOTS: readonly Shot[] = [
  { name: "sign-in", path: () => "/sign-in", stranger: true },
  { name: "invitation", path: (shop) => shop.invitation, stranger: true },
  { name: "bots", path: () => "/" },
  { name: "bots-empty", path: () => "/", fresh: true },
  { name: "new", path: () => "/new" },
  { name: "canvas", path: inBot("") },
  { name: "canvas-state", path: inBot("?state=number_of_pizzas") },
  { name: "canvas-swahili-bot", path: (shop) => `/bots/${shop.swahili}` },
  { name: "list", path: inBot("?view=list") },
  { name: "list-state", path: inBot("?view=list&state=number_of_pizzas") },
  { name: "list-choice", path: inBot("?view=list&state=choice_confirmation") },
  { name: "code", path: inBot("?view=code") },
  { name: "trial", path: inBot(""), act: tryOut },
  { name: "intents", path: inBot("/intents") },
  { name: "tests", path: inBot("/tests") },
  { name: "versions", path: inBot("/versions") },
  { name: "conversations", path: inBot("/conversations") },
  { name: "conversation", path: (shop) => `/bots/${shop.bot}/conversations/${shop.chat}` },
  { name: "statistics", path: inBot("/statistics") },
  { name: "deliveries", path: inBot("/deliveries") },
  { name: "deliveries-empty", path: (shop) => `/bots/${shop.swahili}/deliveries` },
  { name: "delivery", path: (shop) => `/bots/${shop.bot}/deliveries/${shop.delivery}` },
  { name: "settings", path: inBot("/settings") },
  { name: "webhook", path: inBot("/settings/webhook") },
  { name: "middleware", path: inBot("/settings/middleware") },
  { name: "website", path: inBot("/settings/website") },
  { name: "account", path: () => "/account" },
  { name: "members", path: () => "/members" },
  { name: "keys", path: () => "/keys" },
  { name: "not-found", path: () => "/bots/999999" },
];

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const FOLDER = resolve(import.meta.dirname, "taken");
/** `SHOTS=canvas,list npm run screenshots` takes only these; `LOOKS=desktop-light-en` only so. */
const only = (process.env.SHOTS ?? "").split(",").filter((name) => name !== "");
const looks = (process.env.LOOKS ?? "").split(",").filter((name) => name !== "");

let kauli: Kauli;
let fresh: Kauli;
let shop: Shop;

test.beforeAll(async () => {
  kauli = await Kauli.start();
  await kauli.setUp();
  fresh = await Kauli.start();
  await fresh.setUp();
  shop = await openShop(kauli);
});

test.afterAll(async () => {
  shop.close();
  await Promise.all([kauli.stop(), fresh.stop()]);
});

for (const size of ["desktop", "phone"] as const) {
  for (const scheme of ["light", "dark"] as const) {
    for (const language of ["en", "sw"] as const) {
      const look = `${size}-${scheme}-${language}`;
      if (looks.length > 0 && !looks.includes(look)) continue;
      test(look, async ({ browser }) => {
        mkdirSync(join(FOLDER, look), { recursive: true });
        for (const shot of SHOTS) {
          if (only.length > 0 && !only.includes(shot.name)) continue;
          const server = shot.fresh === true ? fresh : kauli;
          const context = await browser.newContext({
            viewport: SIZES[size],
            colorScheme: scheme,
            locale: language === "sw" ? "sw-TZ" : "en-GB",
            baseURL: server.url,
            reducedMotion: "reduce",
          });
          const page = await context.newPage();
          if (shot.stranger !== true) await server.signIn(page);
          await page.goto(shot.path(shop));
          await drawn(page);
          await shot.act?.(page);
          await drawn(page);
          await page.screenshot({ path: join(FOLDER, look, `${shot.name}.png`) });
          await context.close();
        }
      });
    }
  }
}

/** The page is there, and nothing on it is still being waited for. */
async function drawn(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => {
    const waiting =
      ".mantine-Skeleton-root, .mantine-Loader-root, .react-flow__node:not([style*='visible'])";
    const content = document.querySelector("main, form") ?? document.body;
    return content.textContent.trim().length > 0 && document.querySelector(waiting) === null;
  });
  await page.waitForTimeout(300);
}

async function tryOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Test|Jaribu)$/ }).click();
  const box = page.getByRole("textbox", { name: /message|ujumbe/i }).last();
  for (const text of ["I need a pizza", "2"]) {
    await box.fill(text);
    await box.press("Enter");
    await page.waitForTimeout(600);
  }
}
