import { expect, expectAccessible, test } from "./kauli";
import { Receiver } from "./receiver";
import { makeShop, order, setWebhook } from "./shop";

interface Endpoint {
  id: string;
  is_default: boolean;
  url: string;
  triggers: string[];
  active: boolean;
  timeout: number | null;
  header_names: string[];
  has_token: boolean;
}

test("the webhook is set where the documentation says", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Documented");
  await page.goto(`/bots/${bot}`);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Webhook" }).click();
  await page.getByLabel("Webhook URL").fill("https://shop.example/new-order");
  await page.getByRole("textbox", { name: "Query token" }).fill("t0ken");
  await page.getByRole("combobox", { name: "Trigger intents and states" }).fill("ord");
  await page.getByRole("option", { name: "order" }).click();
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "This is its secret" });
  await expect(dialog).toContainText("whsec_");
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  const { items } = await kauli.call<{ items: Endpoint[] }>("GET", `/bots/${bot}/endpoints`);
  expect(items).toEqual([
    expect.objectContaining({
      is_default: true,
      url: "https://shop.example/new-order",
      triggers: ["order"],
      has_token: true,
    }),
  ]);
  await expect(page.getByText("There is a token; it is not shown.")).toBeVisible();
  await expectAccessible(page);
});

test("what the server refuses is said at the field, and stays", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Refused");
  await setWebhook(kauli, bot, "https://shop.example/in");
  await page.goto(`/bots/${bot}/settings/webhook`);
  const url = page.getByLabel("Webhook URL");
  await url.fill("ftp://shop.example");
  await page.getByRole("button", { name: "Advanced settings" }).click();
  await page.getByLabel("Timeout, in seconds").fill("99");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(url).toHaveAccessibleDescription(/must begin with https/);
  await expect(page.getByLabel("Timeout, in seconds")).toHaveAccessibleDescription(
    /1 to 60 seconds/,
  );
  await expect(url).toHaveValue("ftp://shop.example");
  await url.fill("https://shop.example/other");
  await page.getByLabel("Timeout, in seconds").fill("9");
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByRole("textbox", { name: "Header", exact: true }).fill("X-Shop");
  await page.getByLabel("Value", { exact: true }).fill("7");
  await page.getByLabel("Try again after pauses of my own").check();
  await page.getByLabel("Pauses between attempts").fill("5s, 1m");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. The next message sees it.")).toBeVisible();
  const { items } = await kauli.call<{ items: Endpoint[] }>("GET", `/bots/${bot}/endpoints`);
  expect(items[0]).toMatchObject({
    url: "https://shop.example/other",
    timeout: 9,
    schedule: [5, 60],
    header_names: ["x-shop"],
  });
});

test("a test is shown, sent and answered", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  const bot = await makeShop(kauli, "Tested");
  await setWebhook(kauli, bot, receiver.url());
  receiver.answer = { status: 418, body: '<img src=x onerror="alert(1)">', type: "text/html" };
  await page.goto(`/bots/${bot}/settings/webhook`);
  await page.getByRole("button", { name: "Show what would be sent" }).click();
  await expect(page.getByText(`POST ${receiver.url()}`)).toBeVisible();
  await expect(page.getByLabel("Headers").first()).toContainText("webhook-signature");
  expect(receiver.received).toHaveLength(0);
  await page.getByRole("button", { name: "Send test" }).click();
  const outcome = page.getByRole("status", { name: "What came of it" });
  await expect(outcome).toContainText("HTTP 418");
  await expect(outcome).toContainText('<img src=x onerror="alert(1)">');
  await expect(outcome.locator("img")).toHaveCount(0);
  expect(receiver.received[0]?.headers["kauli-test"]).toBe("1");
  receiver.answer = { status: 200, body: "ok" };
  await page.getByRole("button", { name: "Send it again" }).click();
  await expect(outcome).toContainText("HTTP 200");
  await expectAccessible(page);
  await receiver.stop();
});

test("unsaved changes are not lost by accident", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Unsaved");
  await setWebhook(kauli, bot, "https://shop.example/in");
  await page.goto(`/bots/${bot}/settings/webhook`);
  await page.getByLabel("Webhook URL").fill("https://shop.example/typed");
  await page.getByRole("link", { name: "Middleware" }).click();
  await page.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByLabel("Webhook URL")).toHaveValue("https://shop.example/typed");
  await page.getByRole("link", { name: "Middleware" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Webhook URL")).toHaveValue("https://shop.example/typed");
  await page.getByRole("link", { name: "Middleware" }).click();
  await page.getByRole("button", { name: "Leave without saving" }).click();
  await expect(page.getByLabel("Base URL")).toBeVisible();
});

test("triggers that the flow does not have are said to be so", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Unknown");
  await setWebhook(kauli, bot, "https://shop.example/in", { triggers: ["order", "gone_away"] });
  await page.goto(`/bots/${bot}/settings/webhook`);
  await expect(page.getByText(/they never send anything: gone_away/)).toBeVisible();
  await expectAccessible(page);
});

test("a secret is shown once and replaced with an overlap", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Secretive");
  const endpoint = await setWebhook(kauli, bot, "https://shop.example/in");
  await page.goto(`/bots/${bot}/settings/webhook`);
  await page.getByRole("button", { name: "Show the secret" }).click();
  await expect(page.getByText("It has been shown already.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("combobox")).toHaveValue("24 hours");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make a new secret" }).click();
  await expect(dialog).toContainText("whsec_");
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(/signs along until/)).toBeVisible();
  const { secrets } = await kauli.call<{ secrets: unknown[] }>(
    "GET",
    `/bots/${bot}/endpoints/${endpoint}`,
  );
  expect(secrets).toHaveLength(2);
});

test("what is sent can be seen, with its schema", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Described");
  await setWebhook(kauli, bot, "https://shop.example/in");
  await page.goto(`/bots/${bot}/settings/webhook`);
  await expect(page.getByLabel("Example of the body", { exact: true })).toContainText('"number"');
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the JSON Schema" }).click();
  expect((await download).suggestedFilename()).toBe("order.schema.json");
});

test("another endpoint is added, edited and removed", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Several");
  await setWebhook(kauli, bot, "https://shop.example/in");
  await page.goto(`/bots/${bot}/settings/webhook`);
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  const drawer = page.getByRole("dialog", { name: "New endpoint" });
  await drawer.getByLabel("Name").fill("Books");
  await drawer.getByLabel("Webhook URL").fill("https://books.example/in");
  await expectAccessible(page);
  await drawer.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "I have copied it" }).click();
  const books = page.getByRole("dialog", { name: "Books" });
  await expect(books.getByText("Signing secret")).toBeVisible();
  await books.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Remove Books" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("There are none.", { exact: false })).toBeVisible();
  const { items } = await kauli.call<{ items: Endpoint[] }>("GET", `/bots/${bot}/endpoints`);
  expect(items.map(({ url }) => url)).toEqual(["https://shop.example/in"]);
});

test("what Kauli switched off is switched on again", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  receiver.answer = { status: 410, body: "no more" };
  const bot = await makeShop(kauli, "Gone");
  await setWebhook(kauli, bot, receiver.url());
  await order(kauli, bot, "255700000001");
  await page.goto(`/bots/${bot}/settings/webhook`);
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText("because its receiver answered 410", { exact: false }).count();
    })
    .toBe(1);
  await expectAccessible(page);
  receiver.answer = { status: 200, body: "ok" };
  await page.getByRole("button", { name: "Switch it on again" }).click();
  await expect(page.getByRole("button", { name: "Switch it on again" })).toHaveCount(0);
  // What waited meanwhile is sent after all.
  await order(kauli, bot, "255700000002");
  await expect.poll(() => receiver.received.length).toBe(2);
  await receiver.stop();
});

test("middleware has variables, and its faults stand at their fields", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Asking");
  await page.goto(`/bots/${bot}/settings/middleware`);
  await page.getByLabel("Base URL").fill("ftp://shop.example");
  await page.getByRole("textbox", { name: "Authorization" }).fill("Bearer s3cret");
  await page.getByRole("button", { name: "Add a variable" }).click();
  await page.getByLabel("Name of variable 1").fill("@stock");
  await page.getByLabel("Path of variable 1").fill("/stock");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Base URL")).toHaveAccessibleDescription(/must begin with https/);
  await page.getByLabel("Base URL").fill("https://shop.example/api");
  await expect(page.getByText("asks https://shop.example/api/stock")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  expect(await kauli.call("GET", `/bots/${bot}/middleware`)).toEqual({
    base_url: "https://shop.example/api",
    authorization: "Bearer s3cret",
    variables: [{ name: "stock", path: "/stock" }],
  });
});

test("the website's chat is switched on for one domain", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Widget");
  await page.goto(`/bots/${bot}/settings/website`);
  await page.getByRole("switch", { name: "Web pages may chat with this bot" }).check();
  await expect(page.getByText("Any website can show this bot", { exact: false })).toBeVisible();
  await page.getByRole("combobox", { name: "Approved domains" }).fill("shop.example");
  await page.keyboard.press("Enter");
  await page.getByLabel("Title").fill("Juice");
  await page.getByLabel("Bubble and header").fill("#0b7a72");
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  expect(await kauli.call("GET", `/bots/${bot}/widget`)).toEqual({
    enabled: true,
    approved_domain: "shop.example",
    theme_config: { title: "Juice", primaryColor: "#0b7a72" },
  });
  await expect(page.getByText(`window.botId = ${bot};`, { exact: false })).toBeVisible();
});

test("the settings fit a phone, in Swahili", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Simu");
  await setWebhook(kauli, bot, "https://shop.example/in");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem("kauli-language", '"sw"'));
  for (const [tab, field] of [
    ["webhook", "URL ya webhook"],
    ["middleware", "URL ya msingi"],
    ["website", "Tovuti zilizoidhinishwa"],
  ] as const) {
    await page.goto(`/bots/${bot}/settings/${tab}`);
    await expect(page.getByLabel(field).first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  }
});
