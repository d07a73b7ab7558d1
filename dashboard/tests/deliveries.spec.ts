import { expect, expectAccessible, test } from "./kauli";
import { Receiver } from "./receiver";
import { makeShop, order, setWebhook } from "./shop";

interface Delivery {
  id: string;
  status: string;
}

test("where nothing was sent, the page says how it begins", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Quiet");
  await page.goto(`/bots/${bot}/deliveries`);
  await expect(page.getByText("Nothing was sent yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Set up the webhook" }).click();
  await expect(page).toHaveURL(new RegExp(`/bots/${bot}/settings/webhook$`));
});

test("what comes while somebody looks is shown and marked", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  const bot = await makeShop(kauli, "Live");
  await setWebhook(kauli, bot, receiver.url());
  await order(kauli, bot, "255700000001");
  await page.goto(`/bots/${bot}/deliveries`);
  const rows = page.getByRole("link", { name: "order", exact: true });
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("table").getByText("Delivered", { exact: true })).toBeVisible();
  await order(kauli, bot, "255700000002");
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("status").getByText("1 new delivery")).toBeVisible();
  await expect(page.getByText("new", { exact: true })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("switch", { name: "Live" }).uncheck();
  await order(kauli, bot, "255700000003");
  const asked = page.waitForRequest(/\/api\/v1\/deliveries\?/, { timeout: 3_000 });
  await expect(asked).rejects.toThrow();
  await expect(rows).toHaveCount(2);
  await receiver.stop();
});

test("a failed delivery is looked into and sent now", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  receiver.answer = {
    status: 500,
    body: "<h1>Broken</h1><script>alert(1)</script>",
    type: "text/html",
  };
  const bot = await makeShop(kauli, "Failing");
  await setWebhook(kauli, bot, receiver.url(), { token: "t0ken", schedule: [3600] });
  await order(kauli, bot, "255700000001");
  await page.goto(`/bots/${bot}/deliveries`);
  await expect(
    page.getByRole("table").getByText("Will be tried again", { exact: true }),
  ).toBeVisible();
  await expect(page.getByText(/Next attempt in/)).toBeVisible();
  await page.getByRole("link", { name: "order", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Delivery: order" })).toBeVisible();
  const attempt = page.getByRole("region", { name: /Attempt 1/ });
  await expect(attempt).toContainText("HTTP 500");
  await expect(attempt).toContainText("<h1>Broken</h1><script>alert(1)</script>");
  await expect(attempt.getByRole("heading", { name: "Broken" })).toHaveCount(0);
  await expect(attempt).not.toContainText("t0ken");
  await expectAccessible(page);
  receiver.answer = { status: 200, body: '{"status":"ok"}' };
  await page.getByRole("button", { name: "Send now" }).click();
  await expect(page.getByText("Nothing: it was delivered.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Attempt 2/ })).toBeVisible();
  expect(receiver.received.map(({ headers }) => headers["kauli-attempt"])).toEqual(["1", "2"]);
  await receiver.stop();
});

test("what was delivered goes out again only after a question", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  const bot = await makeShop(kauli, "Again");
  await setWebhook(kauli, bot, receiver.url());
  await order(kauli, bot, "255700000001");
  await expect.poll(() => receiver.received.length).toBe(1);
  await page.goto(`/bots/${bot}/deliveries`);
  await page.getByRole("button", { name: "Actions for order" }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  expect(receiver.received).toHaveLength(1);
  await page.getByRole("button", { name: "Actions for order" }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => receiver.received.length).toBe(2);
  const [first, second] = receiver.received;
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  await receiver.stop();
});

test("one that waits is called off", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Off");
  const broken = await Receiver.start();
  broken.answer = { status: 500, body: "broken" };
  await setWebhook(kauli, bot, broken.url(), { schedule: [3600] });
  await order(kauli, bot, "255700000001");
  await page.goto(`/bots/${bot}/deliveries`);
  await expect(
    page.getByRole("table").getByText("Will be tried again", { exact: true }),
  ).toBeVisible();
  await page.getByRole("link", { name: "order", exact: true }).click();
  await page.getByRole("button", { name: "Call off" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Call off" }).click();
  await expect(page.getByText("It was called off; you can resend it.")).toBeVisible();
  await broken.stop();
});

test("filters stand in the address", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  const bot = await makeShop(kauli, "Filtered");
  await setWebhook(kauli, bot, receiver.url());
  await order(kauli, bot, "255700000001");
  await order(kauli, bot, "255700000002");
  await expect.poll(() => receiver.received.length).toBe(2);
  await page.goto(`/bots/${bot}/deliveries`);
  await page.getByLabel("Chat id").fill("255700000002");
  const rows = page.getByRole("link", { name: "order", exact: true });
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/chat=/);
  await page.reload();
  await expect(page.getByLabel("Chat id")).toHaveValue("255700000002");
  await expect(rows).toHaveCount(1);
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Given up" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(rows).toHaveCount(2);
  await receiver.stop();
});

test("what a server missed is counted and then replayed", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  receiver.answer = { status: 503, body: "down" };
  const bot = await makeShop(kauli, "Missed");
  await setWebhook(kauli, bot, receiver.url(), { schedule: [] });
  for (const chat of ["1", "2", "3"]) await order(kauli, bot, chat);
  const given = async () =>
    (await kauli.call<{ items: Delivery[] }>("GET", `/deliveries?bot_id=${bot}&status=exhausted`))
      .items.length;
  await expect.poll(given).toBe(3);
  receiver.answer = { status: 200, body: "ok" };
  await page.goto(`/bots/${bot}/deliveries`);
  await page.getByRole("button", { name: "Replay since…" }).click();
  await page.getByRole("button", { name: "Count them first" }).click();
  await expect(page.getByText("3 deliveries would be sent again.")).toBeVisible();
  await expectAccessible(page);
  expect(await given()).toBe(3);
  await page.getByRole("button", { name: "Send 3 deliveries again" }).click();
  await expect(page.getByText("3 deliveries to go out again.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("table").getByText("Delivered", { exact: true })).toHaveCount(3);
  await receiver.stop();
});

test("a delivery is tried at another URL and stays as it is", async ({ page, kauli }) => {
  const receiver = await Receiver.start();
  const bot = await makeShop(kauli, "Elsewhere");
  const broken = await Receiver.start();
  broken.answer = { status: 500, body: "broken" };
  await setWebhook(kauli, bot, broken.url(), { schedule: [3600] });
  await order(kauli, bot, "255700000001");
  await page.goto(`/bots/${bot}/deliveries`);
  await page.getByRole("link", { name: "order", exact: true }).click();
  await page.getByRole("button", { name: "Try another URL" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("URL").fill(receiver.url("/debug"));
  await dialog.getByRole("button", { name: "Send it there" }).click();
  await expect(dialog.getByRole("status")).toContainText("Delivered");
  expect(receiver.received[0]).toMatchObject({ path: "/debug" });
  await expectAccessible(page);
  await receiver.stop();
  await broken.stop();
});

test("deliveries fit a phone, in Swahili", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Simu ya utumaji");
  const broken = await Receiver.start();
  broken.answer = { status: 500, body: "broken" };
  await setWebhook(kauli, bot, broken.url(), { schedule: [3600] });
  await order(kauli, bot, "255700000001");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem("kauli-language", '"sw"'));
  await page.goto(`/bots/${bot}/deliveries`);
  await expect(page.getByText(/Jaribio lijalo baada ya/)).toBeVisible();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.getByRole("link", { name: "order", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Utumaji: order" })).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await broken.stop();
});
