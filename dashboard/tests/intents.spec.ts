import { expect, expectAccessible, test } from "./kauli";
import { makeShop } from "./shop";

interface Draft {
  intents: Record<string, string[]>;
}

test("phrases are typed one after the other", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Typed");
  const phrases = async () =>
    (await kauli.call<Draft>("GET", `/bots/${bot}/draft`)).intents.order ?? [];
  await page.goto(`/bots/${bot}/intents?intent=order`);
  const field = page.getByLabel("Add a phrase");
  await field.fill("naomba juisi");
  await field.press("Enter");
  await field.fill("bring me some juice");
  await field.press("Enter");
  await expect(page.getByRole("button", { name: "Change “bring me some juice”" })).toBeVisible();
  await field.fill("Order Juice");
  await field.press("Enter");
  await expect(page.getByText("“Order Juice” is there already.")).toBeVisible();
  await field.fill("habari");
  await field.press("Enter");
  await expect(
    page.getByRole("status").getByText(/“habari” is a phrase of greet too/),
  ).toBeVisible();
  await field.press("Backspace");
  await expect(field).toHaveValue("habari");
  await field.fill("juisi, tafadhali");
  await field.press("Enter");
  await expectAccessible(page);
  await expect
    .poll(phrases)
    .toEqual([
      "I need juice",
      "order juice",
      "nataka juisi",
      "naomba juisi",
      "bring me some juice",
      "juisi, tafadhali",
    ]);
});

test("phrases are changed, moved and deleted", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Moved");
  const draft = async () => (await kauli.call<Draft>("GET", `/bots/${bot}/draft`)).intents;
  await page.goto(`/bots/${bot}/intents?intent=order`);
  await page.getByRole("button", { name: "Change “order juice”" }).click();
  await page.getByLabel("Phrase", { exact: true }).fill("order a juice");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Move “nataka juisi”" }).click();
  await page.getByRole("combobox", { name: "Intent" }).click();
  await page.getByRole("option", { name: "greet" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Move it" }).click();
  await page.getByRole("button", { name: "Delete “I need juice”" }).click();
  await expect.poll(draft).toEqual({
    order: ["order a juice"],
    greet: ["hello", "habari", "good morning", "nataka juisi"],
  });
});

test("many are pasted, a column of a file too", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Pasted");
  await page.goto(`/bots/${bot}/intents?intent=order`);
  await page.getByRole("button", { name: "Paste many" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[type="file"]').setInputFiles({
    name: "phrases.csv",
    mimeType: "text/csv",
    buffer: Buffer.from('said,meant\n"juice, please",order\norder juice,order\nhello,greet\n'),
  });
  await expect(dialog.getByRole("status")).toContainText("2 new phrases.");
  await expect(dialog.getByRole("status")).toContainText("1 phrase was there already.");
  await expect(dialog.getByRole("status")).toContainText("1 is a phrase of another intent too.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add 2 phrases" }).click();
  await expect(page.getByRole("button", { name: "Change “juice, please”" })).toBeVisible();
});

test("intents are created, renamed with their state, and deleted", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Named");
  await page.goto(`/bots/${bot}/intents?intent=order`);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("order_juice");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { name: "order_juice" })).toBeVisible();
  await page.getByRole("textbox", { name: "New intent" }).fill("complain");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "complain" })).toBeVisible();
  await page.getByRole("button", { name: /^greet/ }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect
    .poll(async () => {
      const { intents, flows } = await kauli.call<Draft & { flows: object }>(
        "GET",
        `/bots/${bot}/draft`,
      );
      return [Object.keys(intents), Object.keys(flows)];
    })
    .toEqual([
      ["order_juice", "complain"],
      ["greet", "order_juice", "number"],
    ]);
});

test("what was not understood is learnt with one click", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Learning");
  await kauli.call("PATCH", `/bots/${bot}`, { confidence_threshold: 0.99 });
  for (const text of ["some juice for the office", "zzz qqq"])
    await kauli.call("POST", `/bots/${bot}/conversations/1/messages`, { text });
  await page.goto(`/bots/${bot}/intents?tab=missed`);
  const meaning = page.getByRole("combobox", {
    name: "What “some juice for the office” means",
  });
  await expect(meaning).toHaveValue("order");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Learn “some juice for the office”" }).click();
  await expect(page.getByText("Learnt and published.")).toBeVisible();
  await page.getByRole("button", { name: "Dismiss “zzz qqq”" }).click();
  await expect(page.getByText("Everything was understood")).toBeVisible();
  await page.getByRole("tab", { name: "Phrases" }).click();
  await page.getByRole("button", { name: /^order/ }).click();
  await expect(
    page.getByRole("button", { name: "Change “some juice for the office”" }),
  ).toBeVisible();
});

test("a message is tried on the draft and on what is published", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Tried");
  await page.goto(`/bots/${bot}/intents?tab=try`);
  await page.getByLabel("A message as people write it").fill("nataka juisi");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText(/Understood as order/)).toBeVisible();
  await expect(page.getByRole("img", { name: /^order: \d+/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByText("What is published", { exact: true }).click();
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText(/Understood as order/)).toBeVisible();
});

test("intents that are taken for each other are said to be so", async ({ page, kauli }) => {
  const same = ["how much is it", "what does it cost", "the price please", "bei gani", "ni ngapi"];
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", {
    name: "Confusing",
    intents: {
      price: same,
      cost: same.map((phrase) => `${phrase} now`),
      greet: ["hello", "habari", "good morning", "hi there", "mambo"],
    },
    flows: Object.fromEntries(
      ["price", "cost", "greet"].map((name) => [name, { message: ["Yes"], next_state: "end" }]),
    ),
  });
  await page.goto(`/bots/${id}/intents?intent=price`);
  await expect(page.getByText(/Taken for “cost” and the other way round/)).toBeVisible();
  await expect(page.getByText("confusable")).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show cost" }).click();
  await expect(page.getByRole("heading", { name: "cost" })).toBeVisible();
});

test("ten thousand phrases do not freeze the page", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Large");
  const many = Array.from({ length: 10_000 }, (_, at) => `phrase number ${at} of the shop`);
  await kauli.call("PATCH", `/bots/${bot}/draft`, { intents: { order: many, greet: ["hello"] } });
  await page.goto(`/bots/${bot}/intents?intent=order`);
  await expect(page.getByText("10,000 phrases", { exact: true })).toBeVisible();
  const field = page.getByLabel("Add a phrase");
  const started = Date.now();
  await field.pressSequentially("one more");
  await field.press("Enter");
  await expect(page.getByRole("button", { name: "Change “one more”" })).toBeVisible();
  expect(Date.now() - started).toBeLessThan(10_000);
  expect(await page.getByRole("listitem").count()).toBeLessThan(200);
  await page.getByLabel("Find a phrase").fill("number 4711 ");
  await expect(page.getByRole("button", { name: /^Change/ })).toHaveCount(1);
});

test("the intents fit a phone, in Swahili", async ({ page, kauli }) => {
  const bot = await makeShop(kauli, "Simu ya nia");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem("kauli-language", '"sw"'));
  for (const [tab, text] of [
    ["phrases", "Ongeza msemo"],
    ["missed", "Kila kitu kilieleweka"],
    ["try", "Ujumbe kama watu wanavyoandika"],
  ] as const) {
    await page.goto(`/bots/${bot}/intents?tab=${tab}`);
    await expect(page.getByText(text).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectAccessible(page);
  }
});
