import { type Locator, type Page } from "@playwright/test";
import { Kauli, expect, expectAccessible, test } from "./kauli";
import { OrderDesk } from "./orderDesk";

/** The flow of the documentation's PizzaBot before it has a choice menu. */
const QUESTIONS = [
  ["number_of_pizzas", "What would you like on top?"],
  ["pizza_toppings", "Where shall we bring it?"],
  ["address", "Which phone number may our rider call?"],
  ["phone_number", "Your order: {{number_of_pizzas}} pizzas to {{address}}."],
] as const;

const ORDER = ["I need a pizza", "2", "cheese", "Uhuru Street 12", "0712345678", "1"];

test.use({ actionTimeout: 15_000 });

let kauli: Kauli;
let desk: OrderDesk;

test.beforeAll(async () => {
  kauli = await Kauli.start();
  desk = await OrderDesk.at();
});

test.afterAll(async () => {
  await desk.stop();
  await kauli.stop();
});

test("the documentation's page can be followed step by step from an empty server", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ baseURL: kauli.url });
  const page = await context.newPage();

  await test.step("the first visitor becomes the owner", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Welcome to Kauli" })).toBeVisible();
    await page.getByLabel("User name").fill("neema");
    await page.getByRole("textbox", { name: "Password" }).fill("pizza-na-chai");
    await page.getByRole("button", { name: "Make the owner and sign in" }).click();
    await expect(page).toHaveURL(`${kauli.url}/`);
  });

  const bot = await test.step("creates PizzaBot from scratch", () => createBot(page));

  await test.step("builds the flow that the page begins with", async () => {
    await page.goto(`/bots/${bot}?view=list`);
    await page.getByRole("button", { name: "Add intent" }).first().click();
    const form = page.getByRole("dialog", { name: "Add intent" });
    await form.getByLabel("Intent name").fill("order_pizza");
    await form
      .getByLabel("How people say it")
      .fill(["I need a pizza", "I want a pizza", "order pizza", "one pizza please"].join("\n"));
    await form.getByLabel("Message").fill("How many pizzas shall we bake?");
    await form.getByRole("button", { name: "Save" }).click();
    let from = "order_pizza";
    for (const [name, message] of QUESTIONS) {
      await connect(page, page, from, "Create a state");
      await createState(page, name, message);
      await page.getByRole("link", { name: `Connected to ${name}` }).click();
      await expect(panelOf(page, name)).toBeVisible();
      from = name;
    }
    await saved(page);
  });

  await test.step("the message of phone_number tells what to choose from", async () => {
    const message = panelOf(page, "phone_number").getByLabel("Message", { exact: true });
    await message.press("Control+End");
    await message.pressSequentially("\n1 - bake it\n2 - leave it");
    await expect(message).toHaveValue(/leave it$/);
  });

  await test.step("Connect, Connect to Choice Menu", async () => {
    await connect(page, page, "phone_number", "Connect to Choice Menu");
    const menu = page.getByRole("dialog", { name: "Choice menu" });
    await expect(menu.getByLabel("Choice name")).toHaveValue("choice_");
    await menu.getByLabel("Choice name").fill("choice_confirmation");
    await menu.getByLabel("Fallback message").fill("Please answer 1 or 2.");
    await expectAccessible(page);
    await menu.getByLabel("Text 1").fill("1");
    await connect(page, menu, "1", "Create a state");
    await createState(
      page,
      "customer_confirms",
      "Thank you for ordering with us, you order will be available soon",
    );
    await menu.getByRole("button", { name: "Add choice" }).click();
    await expect(menu.getByLabel("Text 2")).toHaveValue("2");
    await connect(page, menu, "2", "Create a state");
    await createState(page, "customer_cancels", "All right, nothing is ordered.");
    await menu.getByRole("button", { name: "Save", exact: true }).click();
    await expect(menu).toBeHidden();
    await saved(page);
    await expect(
      page.getByRole("link", { name: "Connected to choice_confirmation" }),
    ).toBeVisible();
    for (const name of ["choice_confirmation", "customer_confirms", "customer_cancels"]) {
      await expect(page.getByRole("treeitem", { name })).toBeVisible();
    }
    await expectAccessible(page);
  });

  const secret = await test.step("Settings, Webhook: the URL, the intent, Save", async () => {
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await page.getByRole("link", { name: "Webhook", exact: true }).click();
    await page.getByLabel("Webhook URL").fill(desk.url);
    await page.getByRole("combobox", { name: "Trigger intents and states" }).click();
    await page.getByRole("option", { name: "order_pizza" }).first().click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const shown = page.getByRole("dialog", { name: "This is its secret" });
    const text = await shown
      .getByLabel("The secret that your server verifies with", { exact: true })
      .innerText();
    await shown.getByRole("button", { name: "I have copied it" }).click();
    expect(text).toMatch(/^whsec_/);
    return text;
  });

  await test.step("starts the webhook server", () => desk.start(secret));

  await test.step("publishes", () => publish(page));

  await test.step("orders in the live test, which shows what the webhook would send", async () => {
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const drawer = page.getByRole("dialog", { name: "Live test" });
    const say = drawer.getByRole("textbox", { name: "Message" });
    for (const text of ORDER) {
      await say.fill(text);
      await say.press("Enter");
    }
    await expect(drawer.getByText("you order will be available soon")).toBeVisible();
    await expect(drawer.getByText("Fallback")).toBeHidden();
    const details = drawer.getByText("What happened", { exact: true });
    if (await drawer.getByRole("radio", { name: "What happened" }).count()) await details.click();
    const body = drawer.getByLabel("Body for order_pizza");
    await expect(body).toContainText('"number_of_pizzas": "2"');
    await expect(body).toContainText('"choice_confirmation": "1"');
    await expectAccessible(page);
    await drawer.getByRole("button", { name: "Close the live test" }).click();
    expect(desk.told).not.toContain("New order");
  });

  const key = await test.step("makes an API key", async () => {
    await page.goto("/keys");
    await page.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog", { name: "New API key" });
    await dialog.getByLabel("What it is for").fill("Shop server");
    await dialog.getByRole("button", { name: "Make the key" }).click();
    const text = await dialog.getByLabel("API key", { exact: true }).innerText();
    await dialog.getByRole("button", { name: "I have copied it" }).click();
    return text;
  });

  await test.step("a customer orders", async () => {
    for (const text of ORDER) {
      const answer = await fetch(`${kauli.url}/conversation`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
        body: JSON.stringify({ bot_id: bot, chat_id: "255712345678", message: text }),
      });
      expect(answer.status, await answer.clone().text()).toBe(200);
    }
  });

  await test.step("Deliveries shows the order as delivered", async () => {
    await page.goto(`/bots/${bot}/deliveries`);
    const row = page.getByRole("row", { name: /order_pizza/ });
    await expect(row).toContainText("Delivered");
    await row.getByRole("link", { name: "order_pizza" }).click();
    await expect(page.getByText(/Uhuru Street 12/).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the order desk has it", async () => {
    await expect.poll(() => desk.told).toContain("New order: 2 x pizza, cheese.");
    expect(desk.told).toContain("To: Uhuru Street 12");
    expect(desk.told).toContain("Phone: 0712345678");
  });

  await context.close();
});

/** From scratch: the template has the choice menu already. Its number. */
async function createBot(page: Page): Promise<number> {
  await page.getByRole("link", { name: "New bot" }).first().click();
  await page.getByRole("tab", { name: "From scratch" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("PizzaBot");
  await page.getByRole("button", { name: "Make the bot" }).click();
  await page.waitForURL(/\/bots\/\d+/);
  return Number(/\/bots\/(\d+)/.exec(page.url())?.[1]);
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("With a confirmation");
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Connect something: the entry of the menu that its button opens. */
async function connect(
  page: Page,
  within: Page | Locator,
  of: string,
  entry: string,
): Promise<void> {
  await within.getByRole("button", { name: `Connect ${of}`, exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

async function createState(page: Page, name: string, message: string): Promise<void> {
  const form = page.getByRole("dialog", { name: "Create a state" });
  await form.getByLabel("State name").fill(name);
  await form.getByText("Text component").click();
  await form.getByLabel("Message").fill(message);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
}

function panelOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-saving]")).toHaveAttribute("data-saving", "saved");
}
