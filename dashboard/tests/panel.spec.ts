import type { Page } from "@playwright/test";
import { SHOP, draftOf, makeBot, saved } from "./canvasKit";
import { type Kauli, expect, expectAccessible, test } from "./kauli";

test.use({ actionTimeout: 15_000 });

async function open(page: Page, kauli: Kauli, state: string, flows: object = SHOP.flows) {
  const bot = await makeBot(kauli, { intents: SHOP.intents, flows }, null);
  await page.goto(`/bots/${bot}?view=list&state=${encodeURIComponent(state)}`);
  await page.getByRole("heading", { level: 2, name: state }).waitFor();
  const draft = async () => {
    await saved(page);
    return (await draftOf(kauli, bot)).flows;
  };
  return { bot, draft };
}

test("what somebody types is what the server has: variations", async ({ page, kauli }) => {
  const { draft } = await open(page, kauli, "done");
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.fill("");
  await message.pressSequentially("Asante!\nKaribu tena.");
  expect((await draft()).done?.message).toEqual(["Asante!", "Karibu tena."]);
  // A whole text typed is one step.
  await page.getByRole("button", { name: "Add a variation" }).click();
  const second = page.getByRole("textbox", { name: "Message, Variation 2" });
  await expect(second).toHaveValue("");
  await second.pressSequentially("Shukrani!");
  expect((await draft()).done?.message).toEqual([["Asante!", "Karibu tena."], ["Shukrani!"]]);
  await page.getByRole("button", { name: "Remove variation 1" }).click();
  expect((await draft()).done?.message).toEqual([["Shukrani!"]]);
});

test("a variable goes in where the cursor is, and typing goes on behind it", async ({
  page,
  kauli,
}) => {
  const { draft } = await open(page, kauli, "done");
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.fill("Size  is ready.");
  await message.press("Home");
  for (let step = 0; step < 5; step += 1) await message.press("ArrowRight");
  await page.getByRole("button", { name: "Insert a variable" }).click();
  await page.getByRole("menuitem", { name: "{{choice_size}}" }).click();
  await expect(message).toBeFocused();
  await page.keyboard.type("!");
  await expect(message).toHaveValue("Size {{choice_size}}! is ready.");
  expect((await draft()).done?.message).toEqual(["Size {{choice_size}}! is ready."]);
});

test("buttons say where they lead, and can be connected", async ({ page, kauli }) => {
  const { draft } = await open(page, kauli, "size");
  await expect(page.getByText("Answers 1 to choice_size.")).toBeVisible();
  await page.getByRole("button", { name: "Add a button" }).click();
  await expect(page.getByText("Leads nowhere: nothing is called 3.")).toBeVisible();
  await page.getByRole("textbox", { name: "Title" }).last().fill("Other");
  await page.getByRole("button", { name: "Connect Other" }).click();
  await page.getByRole("menuitem", { name: "Connect to a state" }).click();
  await page.getByRole("combobox", { name: "State" }).fill("done");
  await page.getByRole("option", { name: "done" }).click();
  await expect(page.getByRole("link", { name: "Connected to done" })).toBeVisible();
  expect((await draft()).size?.buttons).toEqual([
    { "1": "Small" },
    { "2": "Large" },
    { done: "Other" },
  ]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Disconnect Other" }).click();
  expect((await draft()).size?.buttons).toEqual([
    { "1": "Small" },
    { "2": "Large" },
    { "3": "Other" },
  ]);
  await page.getByRole("button", { name: "Move up: Other" }).click();
  await page.getByRole("button", { name: "Remove: Small" }).click();
  expect((await draft()).size?.buttons).toEqual([{ "3": "Other" }, { "2": "Large" }]);
});

test("response validation and media are written as the engine reads them", async ({
  page,
  kauli,
}) => {
  const { draft } = await open(page, kauli, "order");
  await page.getByRole("button", { name: "Add a validation" }).click();
  await page.getByRole("combobox", { name: "Check" }).click();
  await page.getByRole("option", { name: "A certain length" }).click();
  await page.getByLabel("At least (characters)").fill("2");
  await page.getByLabel("At most (characters)").fill("30");
  await page.getByLabel("What to say when it is not").fill("2 to 30, please.");
  expect((await draft()).order?.validators).toEqual([
    {
      type: "length_validation",
      min_length: 2,
      max_length: 30,
      error_message: "2 to 30, please.",
    },
  ]);
  await page.getByRole("combobox", { name: "Check" }).click();
  await page.getByRole("option", { name: "A pattern of your own" }).click();
  await page.getByLabel("Pattern (RE2)").fill("^[a-z]+$");
  expect((await draft()).order?.validators).toEqual([
    { type: "custom_validation", error_message: "2 to 30, please.", regex: "^[a-z]+$" },
  ]);
  await page.getByRole("button", { name: "Add media" }).click();
  await page.getByLabel("Link").fill("https://example.com/menu.jpg");
  await page.getByLabel("Caption").fill("Our menu");
  expect((await draft()).order?.images).toEqual([
    { link: "https://example.com/menu.jpg", caption: "Our menu" },
  ]);
  await expectAccessible(page);
});

test("choices half typed stay on the screen, and the menu stays whole", async ({ page, kauli }) => {
  const { draft } = await open(page, kauli, "choice_size");
  await page.getByRole("button", { name: "Add choice" }).click();
  const third = page.getByRole("textbox", { name: "Text 3" });
  await third.fill("2");
  await expect(page.getByText(/There is such a choice already/)).toBeVisible();
  // Another row is connected meanwhile.
  await page.getByRole("button", { name: "Connect 2" }).first().click();
  await page.getByRole("menuitem", { name: "Connect to a state" }).click();
  await page.getByRole("combobox", { name: "State" }).fill("done");
  await page.getByRole("option", { name: "done" }).click();
  await expect(third).toHaveValue("2");
  expect((await draft()).choice_size).toEqual({ ...SHOP.flows.choice_size, "3": "end" });
  await third.fill("large");
  expect((await draft()).choice_size).toEqual({
    "1": "done",
    "2": "done",
    large: "end",
    fallback_message: "Please answer 1 or 2.",
  });
  // The buttons that answer a choice follow its new text, whatever was removed before it.
  await page.getByRole("button", { name: "Remove: 1" }).click();
  await page.getByRole("textbox", { name: "Text 1" }).fill("big");
  const flows = await draft();
  expect(flows.choice_size).toEqual({
    big: "done",
    large: "end",
    fallback_message: "Please answer 1 or 2.",
  });
  expect(flows.size?.buttons).toEqual([{ "1": "Small" }, { big: "Large" }]);
  await page.getByRole("textbox", { name: "Fallback message", exact: true }).fill("big or large?");
  expect((await draft()).choice_size?.fallback_message).toBe("big or large?");
});

test("a choice menu is deleted after a question, and comes back", async ({ page, kauli }) => {
  const { draft } = await open(page, kauli, "choice_size");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Delete: choice_size" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Delete" }).click();
  expect(Object.keys(await draft())).not.toContain("choice_size");
  await page.getByRole("button", { name: /^Undo \(/ }).click();
  expect(await draft()).toEqual(SHOP.flows);
});

test("rename takes along what leads here, and the intent; duplicate makes a copy", async ({
  page,
  kauli,
}) => {
  const { bot, draft } = await open(page, kauli, "order");
  await page.getByRole("button", { name: /^order: Rename/ }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByLabel("Name", { exact: true }).fill("size");
  await expect(page.getByText("The name size is taken.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("agiza");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "agiza" })).toBeVisible();
  expect(Object.keys(await draft())[0]).toBe("agiza");
  expect(Object.keys((await draftOf(kauli, bot)).intents)).toEqual(["agiza"]);
  await page.getByRole("button", { name: /^agiza: Rename/ }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "agiza_2" })).toBeVisible();
  const flows = await draft();
  expect(flows.agiza_2).toEqual(flows.agiza);
});

test("the panel says whether a state triggers the webhook, and where to change it", async ({
  page,
  kauli,
}) => {
  const { bot } = await open(page, kauli, "done");
  await expect(page.getByText("Sends nothing to your webhook.")).toBeVisible();
  await kauli.call("POST", `/bots/${bot}/endpoints`, {
    url: "https://shop.example/new-order",
    is_default: true,
    triggers: ["order", "done"],
  });
  await page.reload();
  await expect(page.getByText(/as soon as it is reached/)).toBeVisible();
  await page.goto(`/bots/${bot}?view=list&state=order`);
  await expect(page.getByText(/when its flow ends/)).toBeVisible();
  await page.getByRole("link", { name: "Change it in Settings, Webhook" }).click();
  await expect(page.getByLabel("Webhook URL")).toHaveValue("https://shop.example/new-order");
});

test("findings say how to mend it, and go when it is mended", async ({ page, kauli }) => {
  const flows = { ...SHOP.flows, done: { message: ["Bye"], next_state: "nowhere" } };
  await open(page, kauli, "done", flows);
  await expect(page.getByRole("region", { name: "done" }).getByRole("alert").first()).toContainText(
    "nowhere",
  );
  await page.getByRole("button", { name: "Create it" }).click();
  await expect(page.getByLabel("State name")).toHaveValue("nowhere");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("link", { name: "Connected to nowhere" })).toBeVisible();
  await expect(page.getByRole("region", { name: "done" }).getByRole("alert")).toHaveCount(0);
});

test("a state in a form of its own is edited as it is written", async ({ page, kauli }) => {
  const flows = {
    ...SHOP.flows,
    done: ["Bye", ["and", 7]],
    json: '{"message": "Hi", "next_state": "done"}',
  };
  const { bot, draft } = await open(page, kauli, "done", flows);
  const raw = page.getByRole("textbox", { name: "As it is written" });
  await expect(raw).toHaveValue(/and/);
  await raw.fill("- Bye");
  expect((await draft()).done).toEqual(["Bye"]);
  await raw.fill("- [Bye");
  await expect(page.getByText(/can't be read as YAML/)).toBeVisible();
  expect((await draft()).done).toEqual(["Bye"]);
  await page.goto(`/bots/${bot}?view=list&state=json`);
  await page.getByRole("textbox", { name: "Message", exact: true }).fill("Habari");
  expect((await draft()).json).toBe('{"message": "Habari", "next_state": "done"}');
});

test("who may only look sees everything, follows what leads on, and changes nothing", async ({
  browser,
  kauli,
}) => {
  const bot = await makeBot(kauli, undefined, null);
  const { link } = await kauli.call<{ link: string }>("POST", "/invitations", { role: "viewer" });
  const context = await browser.newContext({ baseURL: kauli.url });
  const page = await context.newPage();
  const joined = await page.request.post("/api/v1/invitations/accept", {
    data: { username: `v${bot}`, password: "korosho-na-chai", token: link.split("/").at(-1) },
  });
  expect(joined.ok()).toBe(true);
  await page.goto(`/bots/${bot}?view=list&state=size`);
  await expect(page.getByRole("textbox", { name: "Message", exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Add state" })).toHaveCount(0);
  await expect(page.getByText("You may look, not change")).toBeVisible();
  await page.getByRole("link", { name: "Connected to choice_size" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "choice_size" })).toBeVisible();
  await expectAccessible(page);
  await context.close();
});
