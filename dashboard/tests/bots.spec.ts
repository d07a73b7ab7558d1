import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./kauli";

const ROOT = join(import.meta.dirname, "../..");
const THREE = ["flow.json", "intents.json", "metadata.json"].map((name) =>
  join(ROOT, "examples/pizza_bot/three_files", name),
);

interface Made {
  id: number;
  name: string;
}
interface Listed {
  items: (Made & { live_version_number: number | null })[];
}

/** Where the bot that was just made is open. */
async function opened(page: Page): Promise<number> {
  await page.waitForURL(/\/bots\/\d+/);
  return Number(/\/bots\/(\d+)/.exec(page.url())?.[1]);
}

test.beforeEach(async ({ kauli }) => {
  for (const { id } of (await kauli.call<Listed>("GET", "/bots?limit=200")).items)
    await kauli.call("DELETE", `/bots/${id}`);
});

test("who has no bot yet is shown how to begin, and begins with a template", async ({
  page,
  kauli,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Your first bot" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "New bot" }).first().click();
  await expect(page.getByRole("heading", { name: "New bot" })).toBeVisible();
  await expectAccessible(page);

  const shelf = page.getByRole("tabpanel", { name: "Template" });
  await shelf.getByText("Kiswahili", { exact: true }).click();
  await page.getByRole("button", { name: /Kuhifadhi meza/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Bila shaka! Mtakuwa watu wangapi?")).toBeVisible();
  await expect(dialog.getByText("sent to your server when it is through")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByText("English", { exact: true }).click();
  await expect(dialog.getByText("Gladly! For how many people?")).toBeVisible();
  await dialog.getByText("Kiswahili", { exact: true }).click();
  await dialog.getByLabel("Name of your bot").fill("Mgahawa wa Neema");
  await dialog.getByRole("button", { name: "Make this bot" }).click();

  const id = await opened(page);
  const bot = await kauli.call<Made & { language: string }>("GET", `/bots/${id}`);
  expect(bot).toMatchObject({ name: "Mgahawa wa Neema", language: "swahili" });
  const answer = await kauli.call<{ replies: { lines: string[] }[] }>(
    "POST",
    `/bots/${id}/conversations/255711111111/messages`,
    { text: "nataka meza" },
  );
  expect(answer.replies[0]?.lines).toEqual(["Bila shaka! Mtakuwa watu wangapi?"]);
});

test("a bot from scratch speaks the language that was chosen", async ({ page, kauli }) => {
  await page.goto("/new");
  await page.getByRole("tab", { name: "From scratch" }).click();
  await expectAccessible(page);
  const panel = page.getByRole("tabpanel", { name: "From scratch" });
  await panel.getByLabel("Name").fill("x".repeat(500));
  await panel.getByRole("button", { name: "Make the bot" }).click();
  await expect(panel.getByText("At most 200 characters.")).toBeVisible();
  await expect(panel.getByLabel("Name")).toHaveValue("x".repeat(500));
  await panel.getByLabel("Name").fill("Mapokezi");
  await panel.getByText("Kiswahili", { exact: true }).click();
  await panel.getByRole("button", { name: "Make the bot" }).click();
  const id = await opened(page);
  const bot = await kauli.call<{ fallback_message: string[] }>("GET", `/bots/${id}`);
  expect(bot.fallback_message).toEqual(["Samahani, sijakuelewa."]);
});

test("three files are looked through before a bot is made of them", async ({ page, kauli }) => {
  await page.goto("/new");
  await page.getByRole("tab", { name: "File" }).click();
  const panel = page.getByRole("tabpanel", { name: "File" });
  await panel.locator("input[type=file]").setInputFiles(THREE);
  await expect(panel.getByText("12 states, 5 intents with 31 examples")).toBeVisible();
  await expect(panel.getByText("http://127.0.0.1:5000/new-order")).toBeVisible();
  await expect(panel.getByText("The checker found nothing to mend.")).toBeVisible();
  await expectAccessible(page);
  expect((await kauli.call<Listed>("GET", "/bots")).items).toEqual([]);
  await panel.getByRole("switch", { name: "Publish it at once" }).uncheck();
  await panel.getByRole("button", { name: "Make the bot" }).click();
  const id = await opened(page);
  const { items } = await kauli.call<Listed>("GET", "/bots");
  expect(items).toMatchObject([{ id, name: "PizzaBot", live_version_number: null }]);
});

test("a file with faults shows each of them, and one that can't be read its line", async ({
  page,
}) => {
  await page.goto("/new");
  await page.getByRole("tab", { name: "File" }).click();
  const panel = page.getByRole("tabpanel", { name: "File" });
  const give = (name: string, text: string) =>
    panel
      .locator("input[type=file]")
      .setInputFiles([{ name, mimeType: "text/plain", buffer: Buffer.from(text) }]);
  await give(
    "duka.yaml",
    "intents:\n  hi: [hi]\nflows:\n  hi: {message: Hi, next_state: nowhere}\n",
  );
  await expect(panel.getByText("It leads to 'nowhere'")).toBeVisible();
  await expect(panel.getByLabel("Name of the bot")).toHaveValue("duka");
  await give("flow.json", '{\n"hi": {\n"message": <script>\n}}');
  await expect(panel.getByText(/Line 3, column/)).toBeVisible();
  await expect(panel.getByText("flow.json, line 3")).toBeVisible();
  await expect(panel.getByText('"message": <script>')).toBeVisible();
  await expect(panel.getByRole("button", { name: "Make the bot" })).toBeHidden();
  await expectAccessible(page);
  await panel
    .locator("input[type=file]")
    .setInputFiles([
      { name: "a.json", mimeType: "text/plain", buffer: Buffer.from([0xff, 0xfe, 0x41, 0x00]) },
    ]);
  await expect(panel.getByText("A file is not text in UTF-8")).toBeVisible();
});

test("bots are found by name and by status", async ({ page, kauli }) => {
  for (const name of ["Duka la Asha", "SOKO", "👩🏾‍🍳 Mama Lishe ".repeat(10).trim()])
    await kauli.call("POST", "/bots", { name });
  await kauli.call("POST", "/bots?publish=false", { name: "Rasimu" });
  const { items } = await kauli.call<Listed>("GET", "/bots?search=soko");
  await kauli.call("PATCH", `/bots/${items[0]?.id}/draft`, { flows: {} });
  await page.goto("/");
  const list = page.getByRole("list", { name: "Bots" }).getByRole("listitem");
  await expect(list).toHaveCount(4);
  await expect(list.first()).toContainText("SOKO");
  await expect(list.first()).toContainText("Unpublished changes");
  await expectAccessible(page);
  await page.getByLabel("Search by name").fill("duka");
  await expect(list).toHaveCount(1);
  await page.getByLabel("Search by name").fill("nobody");
  await expect(page.getByRole("heading", { name: "No bot fits" })).toBeVisible();
  await page.getByLabel("Search by name").fill("");
  const statuses = page.getByRole("radiogroup", { name: "Which bots" });
  await statuses.getByText("Drafts", { exact: true }).click();
  await expect(list).toHaveCount(1);
  await expect(list).toContainText("Rasimu");
  await statuses.getByText("All", { exact: true }).click();
  await page.getByRole("link", { name: "Duka la Asha" }).click();
  await opened(page);
});

test("a bot is duplicated without its webhook, and deleted once its name was typed", async ({
  page,
  kauli,
}) => {
  const made = await kauli.call<Made>("POST", "/bots/import", {
    name: "Soko",
    webhook_url: "https://shop.example/new",
    intents: { "10": ["ten"], "2": ["two"] },
    flows: { "10": { message: "Ten" }, "2": { message: "Two" } },
  });
  await page.goto("/");
  const first = page.getByRole("list", { name: "Bots" }).getByRole("listitem").last();
  await first.getByRole("button", { name: "Actions for Soko" }).click();
  await page.getByRole("menuitem", { name: "Duplicate…" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Duplicate", exact: true }).click();
  await page.waitForURL((url) => /\/bots\/\d+/.test(url.pathname));
  const copy = await opened(page);
  const text = await kauli.call<object>("GET", `/bots/${copy}/export`);
  expect(text).toMatchObject({ name: "Copy of Soko", webhook_url: "" });
  const [old, now] = await Promise.all(
    [made.id, copy].map((id) => kauli.call<{ flows: object }>("GET", `/bots/${id}/draft`)),
  );
  expect(JSON.stringify(now?.flows)).toBe(JSON.stringify(old?.flows));

  await page.goto(`/bots/${made.id}/settings`);
  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog");
  const button = dialog.getByRole("button", { name: "Delete for good" });
  await expectAccessible(page);
  await dialog.getByLabel("The bot's name").fill("So");
  await expect(button).toBeDisabled();
  await dialog.getByLabel("The bot's name").fill("soko");
  await button.click();
  await page.waitForURL((url) => url.pathname === "/");
  await expect(page.getByRole("listitem")).toHaveCount(1);
  expect((await kauli.call<Listed>("GET", "/bots")).items.map(({ id }) => id)).toEqual([copy]);
});

test("what is exported is what was imported", async ({ page, kauli }) => {
  const file = join(ROOT, "examples/pizza_bot/pizza_bot.yaml");
  await page.goto("/new");
  await page.getByRole("tab", { name: "File" }).click();
  const panel = page.getByRole("tabpanel", { name: "File" });
  await panel.locator("input[type=file]").setInputFiles([file]);
  await panel.getByRole("button", { name: "Make the bot" }).click();
  const id = await opened(page);
  await page.goto(`/bots/${id}/versions`);
  await page.getByRole("button", { name: "Export the draft" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "As JSON" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const bots = await kauli.call<{ flows: object }>("GET", `/bots/${id}/draft`);
  expect(JSON.parse(text)).toMatchObject({ name: "PizzaBot", flows: bots.flows });
});
