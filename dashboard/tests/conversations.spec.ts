import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { type Kauli, expect, expectAccessible, test } from "./kauli";

const PYTHON = resolve(import.meta.dirname, "../../.venv/bin/python");
const BOT = {
  name: "Duka la Neema",
  confidence_threshold: 0.7,
  intents: {
    order: ["I want to order", "order please", "nataka kuagiza"],
    prices: ["what are the prices", "bei gani"],
    cancel: ["stop that", "acha hiyo"],
  },
  flows: {
    order: { message: ["How many?"], next_state: "number" },
    number: { message: ["Where shall we bring it?"], next_state: "address" },
    address: {
      message: ["{{number}} to {{address}}. Right?"],
      type: "interactive",
      buttons: [{ "1": "Yes" }, { "2": "No" }],
      next_state: "choice_sure",
    },
    choice_sure: { "1": "placed", "2": "end" },
    placed: {
      message: ["It is on its way."],
      images: [{ link: "https://shop.example/map.png", caption: "Your rider" }],
      next_state: "end",
    },
    prices: {
      message: ["Everything is 500."],
      documents: [{ link: "javascript:alert(1)", caption: "Prices" }],
      next_state: "end",
    },
  },
};

// What fades in has no contrast yet.
test.use({ contextOptions: { reducedMotion: "reduce" } });

async function makeBot(kauli: Kauli, name: string): Promise<number> {
  const made = await kauli.call<{ id: number }>("POST", "/bots", { ...BOT, name });
  return made.id;
}

async function say(kauli: Kauli, bot: number, chat: string, ...texts: string[]): Promise<void> {
  const path = `/bots/${bot}/conversations/${encodeURIComponent(chat)}/messages`;
  for (const text of texts) await kauli.call("POST", path, { text });
}

/** Let what a person wrote lie some days back. */
function daysAgo(kauli: Kauli, bot: number, chat: string, days: number): void {
  const program = `
import sqlite3, sys
file, bot, chat, span = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]) * 86_400_000_000
with sqlite3.connect(file, timeout=10) as found:
    (id_,) = found.execute("SELECT id FROM conversations WHERE bot_id = ? AND chat_id = ?", (bot, chat)).fetchone()
    found.execute("UPDATE turns SET received_at = received_at - ? WHERE conversation_id = ?", (span, id_))
    found.execute("UPDATE conversations SET created_at = created_at - ?1, updated_at = updated_at - ?1, active_hour = (updated_at - ?1) / 3600000000, revision = revision + 1 WHERE id = ?2", (span, id_))
`;
  const file = join(kauli.dataDir, "kauli.db");
  execFileSync(PYTHON, ["-c", program, file, String(bot), chat, String(days)]);
}

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.KAULI_SCREENSHOTS;
  if (folder === undefined) return;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

test("a list of nobody says what will be there", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Empty");
  await page.goto(`/bots/${bot}/conversations`);
  await expect(page.getByRole("heading", { name: "Nobody has written yet" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/bots/${bot}/statistics`);
  await expect(page.getByRole("heading", { name: "Nothing to count yet" })).toBeVisible();
  await expectAccessible(page);
});

test("conversations are searched, filtered, and come in live", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Live");
  await say(kauli, bot, "255711000001", "order please", "2", "Uhuru Street 12", "1");
  await say(kauli, bot, "255722000002", "order please", "3");
  await page.goto(`/bots/${bot}/conversations`);
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("255722000002");
  await expect(rows.first()).toContainText("Where shall we bring it?");
  await expect(rows.first()).toContainText("waits at address");
  await expectAccessible(page);
  await look(page, "list-en-light");
  await say(kauli, bot, "255733000003", "what are the prices");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("255733000003");
  await page.getByText("Waiting for an answer", { exact: true }).first().click();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/status=waiting/);
  await page.getByText("All", { exact: true }).click();
  await page.getByRole("searchbox").fill("711");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("255711000001");
  await page.getByRole("searchbox").fill("nobody");
  await expect(page.getByRole("heading", { name: "No conversation fits" })).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rows).toHaveCount(3);
});

test("a conversation shows what was said and what came of it", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Told");
  await kauli.call("POST", `/bots/${bot}/endpoints`, {
    url: "http://127.0.0.1:8149/new-order",
    triggers: ["order"],
  });
  const chat = "255711000001";
  await say(kauli, bot, chat, "what are the prices", "qwerty uiop", "order please", "2");
  await say(kauli, bot, chat, "Uhuru Street 12", "1");
  await page.goto(`/bots/${bot}/conversations/${chat}`);
  const log = page.getByRole("region", { name: "Transcript" });
  await expect(log.getByText("It is on its way.")).toBeVisible();
  await expect(log.getByText("Not understood")).toBeVisible();
  await expect(log.getByText(/^Button: Yes$/)).toBeVisible();
  await expect(log.getByRole("link", { name: "https://shop.example/map.png" })).toBeVisible();
  await expect(log.getByText("javascript:alert(1)")).toBeVisible();
  await expect(log.getByRole("link", { name: /javascript/ })).toHaveCount(0);
  await expect(log.getByText("order is finished.")).toBeVisible();
  const delivery = log.getByRole("link", { name: "Delivery: order" });
  await expect(delivery).toHaveAttribute("href", /\/deliveries\/dlv_/);
  await page.getByRole("button", { name: "What is remembered" }).click();
  await expect(page.getByRole("cell", { name: "Uhuru Street 12" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "conversation-en-light");
  await say(kauli, bot, chat, "bei gani");
  await expect(log.getByText("bei gani")).toBeVisible();
});

test("older messages are loaded when they are asked for", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Long");
  const texts = Array.from({ length: 45 }, (_, number) => `message ${number + 1}`);
  await say(kauli, bot, "a/b", ...texts);
  await page.goto(`/bots/${bot}/conversations`);
  await page.getByRole("link", { name: "a/b" }).click();
  const log = page.getByRole("region", { name: "Transcript" });
  await expect(log.getByText(/^Person: message 45$/)).toBeInViewport();
  await expect(log.getByText(/^Person: message 1$/)).toHaveCount(0);
  await page.getByRole("button", { name: "Load older messages" }).click();
  await expect(log.getByText(/^Person: message 1$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Load older messages" })).toHaveCount(0);
});

test("a person is forgotten; what has still to be sent is asked about", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Forgetting");
  await kauli.call("POST", `/bots/${bot}/endpoints`, {
    url: "http://127.0.0.1:8149/new-order",
    triggers: ["order"],
  });
  await say(kauli, bot, "255711", "order please", "2", "Uhuru Street 12", "1");
  await page.goto(`/bots/${bot}/conversations/255711`);
  await page.getByRole("button", { name: "Delete this person's data" }).click();
  await expect(page.getByRole("dialog")).toContainText("the deliveries that came of it");
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.getByText("It is on its way.")).toBeVisible();
  await page.getByRole("button", { name: "Delete this person's data" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  const pending = page.getByRole("dialog", { name: "Something has still to be sent" });
  await expect(pending).toContainText("1 delivery has still to be sent");
  await pending.getByRole("button", { name: "Call off and delete" }).click();
  await expect(page.getByText("Deleted: 4 messages, 1 delivery.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nobody has written yet" })).toBeVisible();
  await page.goto(`/bots/${bot}/conversations/255711`);
  await expect(page.getByRole("heading", { name: "No such conversation" })).toBeVisible();
});

test("what was said is taken along", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Export");
  await say(kauli, bot, "255711", "order please", "2", "Uhuru Street 12", "1");
  await page.goto(`/bots/${bot}/conversations`);
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /Finished flows/ }).click();
  const path = await (await download).path();
  expect(await readFile(path, "utf8")).toContain("Uhuru Street 12");
});

test("statistics count by day and intent, and say where people stop", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, "Counted");
  for (let days = 0; days < 12; days += 1) {
    const chat = `25571${days}`;
    const order = ["order please", "2", "Uhuru Street 12", "1"];
    await say(kauli, bot, chat, "what are the prices", ...order.slice(0, 1 + (days % 4)));
    if (days % 3 === 0) await say(kauli, bot, `${chat}9`, "qwerty uiop");
    if (days > 0) {
      daysAgo(kauli, bot, chat, days);
      if (days % 3 === 0) daysAgo(kauli, bot, `${chat}9`, days + 1);
    }
  }
  await page.goto(`/bots/${bot}/statistics`);
  const main = page.getByRole("main");
  await expect(main.getByRole("definition").first()).toHaveText("46");
  await expect(main.getByRole("link", { name: "Teach the bot what they mean" })).toBeVisible();
  await expect(main.getByRole("img", { name: /46 messages in all/ })).toBeVisible();
  const stops = main.getByRole("row").filter({ has: page.getByRole("link", { name: "address" }) });
  await expect(stops.getByRole("cell").nth(3)).toHaveText("3");
  await expectAccessible(page);
  await look(page, "statistics-en-light");
  await page.getByRole("button", { name: "Show as a table" }).click();
  await expect(main.getByRole("columnheader", { name: "Day" })).toBeVisible();
  await page.getByText("7 days").click();
  await expect(main.getByRole("img", { name: /46 messages/ })).toHaveCount(0);
  await expectAccessible(page);
});

test.describe("on a phone, in Swahili and in the dark", () => {
  test.use({
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    locale: "sw-TZ",
  });

  test("everything fits", async ({ page, kauli }) => {
    await page.addInitScript(() => localStorage.setItem("mantine-color-scheme-value", "dark"));
    const bot = await makeBot(kauli, "Duka la Neema, Kariakoo na Ilala");
    await say(kauli, bot, "255711000001", "order please", "2", "Uhuru Street 12", "1");
    await say(kauli, bot, "x".repeat(200), "what are the prices", "y".repeat(300));
    const pages = ["conversations", "conversations/255711000001", "statistics"];
    for (const name of [...pages, `conversations/${"x".repeat(200)}`]) {
      await page.goto(`/bots/${bot}/${name}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status")).toHaveCount(0);
      await expectAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
      await look(page, `phone-${name.replaceAll("/", "-").slice(0, 40)}`);
    }
  });
});
