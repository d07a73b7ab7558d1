import type { Page } from "@playwright/test";
import { type Kauli, expect, expectAccessible, test } from "./kauli";

const INTENTS = {
  greet: ["hello", "hi there"],
  order: ["I need a pizza", "order a pizza"],
  menu: ["show me the menu"],
  many: ["all choices"],
};
const FLOWS = {
  greet: { message: [["Hello!"], ["Karibu!"]], next_state: "end" },
  order: { message: "How many?", next_state: "count" },
  count: {
    message: "{{count}} pizzas. Sure?",
    buttons: [{ yes: "Yes" }, { no: "No, I want to change it" }],
    next_state: "sure",
  },
  sure: { yes: "done", no: "order", fallback_message: "Yes or no?" },
  done: { message: "Your number is @number.", next_state: "end" },
  menu: {
    message: "<b>Our menu</b><script>alert(1)</script>",
    images: [
      { link: "https://shop.example/menu.png", caption: "All of it" },
      { link: "javascript:alert(1)" },
    ],
    buttons: [{ a: "Cheese" }, { b: "Beef" }, { c: "Chicken" }, { d: "Fish" }],
    next_state: "end",
  },
  many: {
    message: "Choose",
    buttons: Array.from({ length: 12 }, (_, index) => ({ [`n${index}`]: `Choice ${index + 1}` })),
    next_state: "end",
  },
};

async function makeBot(kauli: Kauli): Promise<number> {
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", {
    name: "Pizza",
    intents: INTENTS,
    flows: FLOWS,
  });
  await kauli.call("POST", `/bots/${id}/endpoints`, {
    name: "Kitchen",
    url: "http://127.0.0.1:9999/new-order",
    triggers: ["order"],
  });
  return id;
}

async function open(page: Page, bot: number, at = ""): Promise<void> {
  await page.goto(`/bots/${bot}${at}`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Live test" })).toBeVisible();
}

async function say(page: Page, ...texts: string[]): Promise<void> {
  const field = page.getByRole("textbox", { name: "Message" });
  for (const text of texts) {
    await field.fill(text);
    await field.press("Enter");
  }
}

const log = (page: Page) => page.getByRole("log", { name: "Conversation" });
const details = (page: Page) => page.getByRole("region", { name: "What happened" });

test("a bot is talked to and every message is explained", async ({ page, kauli }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  const bot = await makeBot(kauli);
  await open(page, bot, "/versions");
  await expect(page.getByText("Say something")).toBeVisible();
  await expectAccessible(page);
  await say(page, "I need a pizza", "2");
  await expect(log(page)).toContainText("2 pizzas. Sure?");
  await log(page).getByRole("button", { name: "Yes", exact: true }).click();
  await expect(log(page)).toContainText("Your number is @number.");
  const told = details(page);
  await expect(told).toContainText("The flow of order reached its end.");
  await expect(told).toContainText("Kitchen · http://127.0.0.1:9999/new-order");
  await expect(told).toContainText("would go out");
  await expect(told.getByLabel("Body for order")).toContainText('"count": "2"');
  await expect(told.getByLabel("Body for order")).toContainText('"chat_id": "test"');
  await told.getByRole("button", { name: "“I need a pizza”" }).click();
  await expect(told).toContainText("Understood as order, 100% sure.");
  await expect(told).toContainText("The flow of order began.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show what happened beside the chat" }).click();
  await expect(told).toBeHidden();
  await expect(page.getByRole("radiogroup", { name: "Chat or details" })).toBeVisible();
  const { items } = await kauli.call<{ items: unknown[] }>("GET", `/bots/${bot}/conversations`);
  expect(items).toEqual([]);
});

test("it begins at any state, and what is remembered goes along", async ({ page, kauli }) => {
  const bot = await makeBot(kauli);
  await open(page, bot, "/intents");
  await say(page, "I need a pizza", "3");
  await expect(log(page)).toContainText("3 pizzas. Sure?");
  const states = page.getByRole("combobox", { name: "Begin at" });
  await states.fill("cou");
  await page.getByRole("option", { name: "count" }).click();
  await expect(log(page)).toContainText("3 pizzas. Sure?");
  await expect(log(page)).not.toContainText("How many?");
  await say(page, "no");
  await expect(log(page)).toContainText("How many?");
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(log(page)).not.toContainText("How many?");
  await expect(log(page)).toContainText("3 pizzas. Sure?");
});

test("answers look as on the channel, and nothing in them is run", async ({ page, kauli }) => {
  const bot = await makeBot(kauli);
  await open(page, bot, "/tests");
  await say(page, "show me the menu");
  await expect(log(page)).toContainText("<b>Our menu</b><script>alert(1)</script>");
  await expect(log(page).getByRole("link")).toHaveCount(1);
  await expect(log(page).getByRole("link")).toHaveAttribute(
    "href",
    "https://shop.example/menu.png",
  );
  await expect(log(page)).toContainText("This is no web address");
  await expect(log(page).getByRole("button", { name: "Fish" })).toBeVisible();

  await page.getByText("WhatsApp", { exact: true }).click();
  await expect(log(page).getByRole("button", { name: "Fish" })).toBeHidden();
  await log(page).getByRole("button", { name: "Choose" }).click();
  await page.getByRole("menuitem", { name: "Fish" }).click();
  await say(page, "I need a pizza", "2");
  await expect(log(page).getByRole("button", { name: "No, I want to chang…" })).toBeVisible();
  await expect(log(page)).toContainText("WhatsApp shows 20 characters of this title");
  await page.getByRole("button", { name: "Start again" }).click();
  await say(page, "all choices");
  await expect(log(page)).toContainText("12. Choice 12");
  await expect(log(page)).toContainText("these 12 become a numbered text");

  await page.getByText("Telegram", { exact: true }).click();
  await expect(log(page).getByRole("button", { name: "Choice 12" })).toBeVisible();
  await expectAccessible(page);
});

test("a change of the draft is noticed, and the published version stays", async ({
  page,
  kauli,
}) => {
  const bot = await makeBot(kauli);
  await open(page, bot, "/tests");
  await say(page, "hello");
  await expect(log(page)).toContainText("Hello!");
  await kauli.call("PATCH", `/bots/${bot}/draft`, {
    flows: { ...FLOWS, greet: { message: "Shikamoo" } },
  });
  const notice = page.getByText("The bot has changed since this conversation began.");
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Go on with the new one" }).click();
  await expect(notice).toBeHidden();
  await say(page, "hello");
  await expect(log(page)).toContainText("Shikamoo");
  const versions = page.getByRole("radiogroup", { name: "What to talk to" });
  await versions.getByText("Published", { exact: true }).click();
  await say(page, "hello");
  await expect(log(page)).toContainText("Hello!");
  await expect(log(page)).not.toContainText("Shikamoo");
});

test("what the connection lost is said again, and nothing typed is lost", async ({
  page,
  kauli,
}) => {
  const bot = await makeBot(kauli);
  await open(page, bot, "/tests");
  await page.route("**/simulate", (route) => route.abort());
  await say(page, "I need a pizza", "2");
  await expect(log(page)).toContainText("The server could not be reached.", { timeout: 20_000 });
  await expect(page.getByRole("textbox", { name: "Message" })).toBeEnabled();
  await page.unroute("**/simulate");
  await log(page).getByRole("button", { name: "Try again" }).click();
  await expect(log(page)).toContainText("2 pizzas. Sure?");
});

test("a conversation becomes a test, which tells when the bot answers otherwise", async ({
  page,
  kauli,
}) => {
  const bot = await makeBot(kauli);
  await page.goto(`/bots/${bot}/tests`);
  await expect(page.getByText("No tests yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await say(page, "hello", "I need a pizza", "2", "yes");
  await expect(log(page)).toContainText("Your number is @number.");
  await page.getByRole("button", { name: "Save as test" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this conversation as a test" });
  await dialog.getByRole("textbox", { name: "Name of the test" }).fill("Two pizzas");
  await dialog.getByRole("checkbox", { name: "What is understood" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save the test" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Close the live test" }).click();
  await expect(page.getByText("1 test passes.")).toBeVisible();

  await kauli.call("PATCH", `/bots/${bot}/draft`, {
    flows: { ...FLOWS, order: { message: "How many pizzas?", next_state: "count" } },
  });
  await expect(page.getByText("1 of 1 test fails.")).toBeVisible();
  await page
    .getByRole("button", { name: /Two pizzas/ })
    .first()
    .click();
  await expect(page.getByText("How many pizzas?")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Expect this from now on" }).click();
  await expect(page.getByText("1 test passes.")).toBeVisible();
  await page.getByText("Published version").click();
  await expect(page.getByText("1 of 1 test fails.")).toBeVisible();

  await page.getByRole("button", { name: "Actions for Two pizzas" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("A couple of pizzas");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(
    page.getByRole("button", { name: "A couple of pizzas 4 messages Fails" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Actions for A couple of pizzas" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No tests yet")).toBeVisible();
});

test("on a phone it fills the screen and is left with Escape", async ({ page, kauli }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const bot = await makeBot(kauli);
  await open(page, bot, "/tests");
  await say(page, "I need a pizza", "2");
  await expect(log(page)).toContainText("2 pizzas. Sure?");
  const box = await page.getByRole("dialog", { name: "Live test" }).boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 390, height: 800 });
  await page.getByText("What happened").click();
  await expect(details(page)).toContainText("What is remembered");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Live test" })).toBeHidden();
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(log(page)).toContainText("2 pizzas. Sure?");
});

test("a viewer tries the bot and runs tests, but changes none", async ({ page, kauli }) => {
  const bot = await makeBot(kauli);
  await kauli.call("POST", `/bots/${bot}/tests`, {
    name: "Greeting",
    steps: [{ say: "hello", expect: { state: "greet" } }],
  });
  await page.route("**/api/v1/session", async (route) => {
    const response = await route.fetch();
    const session = (await response.json()) as { user: object };
    await route.fulfill({
      response,
      json: { ...session, user: { ...session.user, role: "viewer" } },
    });
  });
  await open(page, bot, "/tests");
  await say(page, "hello");
  await expect(log(page)).toContainText("Hello!");
  await expect(page.getByRole("button", { name: "Save as test" })).toHaveCount(0);
  await expect(page.getByText("1 test passes.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Actions for Greeting" })).toHaveCount(0);
});
