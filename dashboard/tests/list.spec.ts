import { expect, expectAccessible, test } from "./kauli";
import { SHOP, draftOf, makeBot, saved } from "./canvasKit";

test.use({ actionTimeout: 15_000 });

const ODD = ["🍕 pizza", "__proto__", "<script>alert(1)</script>", "x".repeat(500)];

test("the tree goes by keys, and says to screen readers where it is", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, undefined, null);
  await page.goto(`/bots/${bot}?view=list`);
  const tree = page.getByRole("tree");
  const active = page.locator('[role="treeitem"][data-active="true"]');
  await tree.focus();
  await expect(active).toContainText("order");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(active).toContainText("choice_size");
  await expect(active).toHaveAttribute("aria-level", "3");
  await expect(active).toHaveAttribute("aria-expanded", "true");
  const id = await active.getAttribute("id");
  await expect(tree).toHaveAttribute("aria-activedescendant", id ?? "");
  await page.keyboard.press("ArrowLeft");
  await expect(active).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("treeitem", { name: "done" })).toBeHidden();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  await expect(active).toContainText("done");
  await page.keyboard.press("ArrowLeft");
  await expect(active).toContainText("choice_size");
  await page.keyboard.press("Home");
  await page.keyboard.type("ch");
  await expect(active).toContainText("choice_size");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "choice_size" })).toBeVisible();
  await expect(page.getByRole("treeitem", { selected: true })).toContainText("choice_size");
  await expectAccessible(page);
});

test("deleting says so, and is taken back", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, undefined, null);
  await page.goto(`/bots/${bot}?view=list`);
  await page.getByRole("tree").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Delete");
  await expect(page.getByText("done is deleted.")).toBeVisible();
  await saved(page);
  const { flows } = await draftOf(kauli, bot);
  expect(Object.keys(flows)).not.toContain("done");
  expect(flows.choice_size?.["1"]).toBe("end");
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("treeitem", { name: "done" })).toBeVisible();
  await expect.poll(async () => (await draftOf(kauli, bot)).flows).toEqual(SHOP.flows);
});

test("a reference leads to its state, also out of a closed row; search finds words", async ({
  page,
  kauli,
}) => {
  const flows = { ...SHOP.flows, greets: { message: ["Hi!"], next_state: "done" } };
  const bot = await makeBot(kauli, { intents: { ...SHOP.intents, greets: ["hi"] }, flows }, null);
  await page.goto(`/bots/${bot}?view=list`);
  await page.getByRole("button", { name: "Close order" }).click();
  await expect(page.getByRole("treeitem", { name: "choice_size" })).toBeHidden();
  // Of the closed intent's states only the reference is in sight.
  await page.getByRole("treeitem", { name: /done.*shown above/ }).click();
  const home = page.getByRole("treeitem", { name: /done.*Thank you/ });
  await expect(home).toHaveAttribute("data-active", "true");
  await expect(home).toHaveAttribute("aria-selected", "true");
  await page.getByRole("textbox", { name: "Search states" }).fill("thank");
  await expect(page.getByRole("treeitem")).toHaveCount(1);
  await page.getByRole("textbox", { name: "Search states" }).fill("nowhere to be found");
  await expect(page.getByText("Nothing found")).toBeVisible();
});

test("an empty flow teaches, and begins with an intent", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, { intents: {}, flows: {} }, null);
  await page.goto(`/bots/${bot}?view=list`);
  await expect(page.getByRole("heading", { name: "An empty flow" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add the first intent" }).click();
  const form = page.getByRole("dialog", { name: "Add intent" });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("A name is missing.")).toBeVisible();
  await form.getByLabel("Intent name").fill("greets");
  await form.getByLabel("How people say it").fill("hello\n\nhi there");
  await form.getByLabel("Message").fill("Karibu!");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("treeitem", { name: "greets" })).toBeVisible();
  await saved(page);
  const { intents, flows } = await draftOf(kauli, bot);
  expect(intents).toEqual({ greets: ["hello", "hi there"] });
  expect(flows).toEqual({ greets: { message: ["Karibu!"], next_state: "end" } });
});

test("an intent without a state asks for it", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, { intents: { greets: ["hello"] }, flows: {} }, null);
  await page.goto(`/bots/${bot}?view=list`);
  await page.getByRole("treeitem", { name: "greets" }).click();
  await expect(page.getByText(/This intent has no state yet/)).toBeVisible();
  await page.getByRole("button", { name: "Create it" }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("Hi!");
  await page.getByRole("button", { name: "Save" }).click();
  await saved(page);
  expect((await draftOf(kauli, bot)).flows).toEqual({
    greets: { message: ["Hi!"], next_state: "end" },
  });
});

test("names of any letters are text, and work", async ({ page, kauli }) => {
  const flows = `{${ODD.map((name) => `${JSON.stringify(name)}: {"message": ["Hi"]}`).join(", ")}}`;
  const { id } = await kauli.upload(
    "/bots/import",
    `{"name": "Odd", "intents": {}, "flows": ${flows}}`,
  );
  page.on("dialog", () => {
    throw new Error("A script ran.");
  });
  await page.goto(`/bots/${id}?view=list`);
  for (const name of ODD) {
    await page.getByRole("treeitem", { name }).click();
    await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
    await page.getByRole("textbox", { name: "Message", exact: true }).fill(`This is ${name}`);
  }
  await expectAccessible(page);
  await saved(page);
  const draft = await kauli.text(`/bots/${id}/draft`);
  for (const name of ODD) expect(draft).toContain(JSON.stringify([`This is ${name}`]).slice(1, -1));
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});

test("on a phone the state covers the list, and Back leads to it", async ({ page, kauli }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const bot = await makeBot(kauli, undefined, null);
  await page.goto(`/bots/${bot}?view=list`);
  await page.getByRole("treeitem", { name: "choice_size" }).click();
  await expect(page.getByRole("tree")).toBeHidden();
  await expect(page.getByRole("region", { name: "choice_size" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.getByRole("tree")).toBeFocused();
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});

test("5,000 states: only those in sight are drawn; walking, searching, typing", async ({
  page,
  kauli,
}) => {
  const count = 5_000;
  const flows = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `state_${index}`,
      { message: [`Question ${index}?`], next_state: index < 4_999 ? `state_${index + 1}` : "end" },
    ]),
  );
  const bot = await makeBot(kauli, { intents: { state_0: ["begin"] }, flows }, null);
  await page.goto(`/bots/${bot}?view=list`);
  await page.getByRole("treeitem").first().waitFor();
  expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
  await page.getByRole("tree").focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("treeitem", { name: "state_4999" })).toBeVisible();
  await page.keyboard.press("Enter");
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.waitFor();
  await message.press("End");
  const letters = "the quick brown fox";
  await message.pressSequentially(letters);
  await expect(message).toHaveValue(`Question 4999?${letters}`);
  await page.getByRole("textbox", { name: "Search states" }).fill("Question 4321");
  await expect(page.getByRole("treeitem")).toHaveCount(1);
});
