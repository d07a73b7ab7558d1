import type { Browser, Page } from "@playwright/test";
import { draftOf, makeBot, saved } from "./canvasKit";
import { Kauli, OWNER, expect, expectAccessible, test } from "./kauli";

test.use({ actionTimeout: 15_000 });

/** Where a draft is saved. */
const SAVE = /\/draft\?return/;

/** Another browser of another person: Zuhura, who may edit. */
async function zuhura(browser: Browser, kauli: Kauli): Promise<Page> {
  const context = await browser.newContext({ baseURL: kauli.url });
  const page = await context.newPage();
  const session = { username: "zuhura", password: "korosho-na-chai" };
  const signedIn = await page.request.post("/api/v1/session", { data: session });
  if (signedIn.ok()) return page;
  const { link } = await kauli.call<{ link: string }>("POST", "/invitations", { role: "editor" });
  const joined = await page.request.post("/api/v1/invitations/accept", {
    data: { ...session, full_name: "Zuhura", token: link.split("/").at(-1) },
  });
  if (!joined.ok()) throw new Error(await joined.text());
  return page;
}

/** Open a state's panel in the list. */
async function openState(page: Page, bot: number, state: string): Promise<void> {
  await page.goto(`/bots/${bot}?view=list&state=${state}`);
  await message(page).waitFor();
}

function message(page: Page) {
  return page.getByRole("textbox", { name: "Message", exact: true });
}

async function said(kauli: Kauli, bot: number, state: string): Promise<unknown> {
  return (await draftOf(kauli, bot)).flows[state]?.message;
}

test("two people edit different states, and each sees the other's edit", async ({
  page,
  browser,
  kauli,
}) => {
  const bot = await makeBot(kauli, undefined, null);
  const other = await zuhura(browser, kauli);
  await openState(page, bot, "order");
  await openState(other, bot, "done");
  const told = Promise.all([
    expect(page.getByText("zuhura changed the flow; their changes are in.")).toBeVisible(),
    expect(other.getByText("neema changed the flow; their changes are in.")).toBeVisible(),
  ]);
  await message(page).fill("Which size, {{name}}?");
  await message(other).fill("Asante sana!");
  await told;
  // Seconds, not minutes.
  await expect(page.getByRole("treeitem", { name: "done" })).toContainText("Asante sana!");
  await expect(other.getByRole("treeitem", { name: "order" }).first()).toContainText("Which size");
  expect(await said(kauli, bot, "order")).toEqual(["Which size, {{name}}?"]);
  expect(await said(kauli, bot, "done")).toEqual(["Asante sana!"]);
  // What Zuhura did stays when Neema takes her own back.
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(() => said(kauli, bot, "order")).toEqual(["What size, {{name}}?"]);
  expect(await said(kauli, bot, "done")).toEqual(["Asante sana!"]);
  await other.context().close();
});

for (const [button, kept] of [
  ["Keep mine", "Mine is better."],
  ["Take theirs", "Theirs is better."],
] as const) {
  test(`two people edit the same state: ${button}`, async ({ page, browser, kauli }) => {
    const bot = await makeBot(kauli, undefined, null);
    const other = await zuhura(browser, kauli);
    await openState(page, bot, "done");
    await openState(other, bot, "done");
    await page.context().setOffline(true);
    await message(page).fill("Mine is better.");
    await message(other).fill("Theirs is better.");
    await saved(other);
    await page.context().setOffline(false);
    const dialog = page.getByRole("dialog", { name: "Two of you changed the same thing" });
    await expect(dialog).toContainText("zuhura saved other changes");
    await expect(dialog).toContainText("Mine is better.");
    await expect(dialog).toContainText("Theirs is better.");
    await expectAccessible(page);
    // Neither is lost before somebody decided, not even by loading the page anew.
    expect(await said(kauli, bot, "done")).toEqual(["Theirs is better."]);
    page.on("dialog", (question) => void question.accept());
    await page.reload();
    await expect(dialog).toContainText("Mine is better.");
    await dialog.getByRole("button", { name: button }).click();
    await expect(dialog).toBeHidden();
    await saved(page);
    expect(await said(kauli, bot, "done")).toEqual([kept]);
    await expect(message(page)).toHaveValue(kept);
    await expect(message(other)).toHaveValue(kept);
    await other.context().close();
  });
}

test("a lost connection is said, and what was typed survives a reload", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, undefined, null);
  await openState(page, bot, "done");
  await page.route("**/api/**", (route) => route.abort());
  await message(page).fill("Asante!");
  await expect(page.locator("[data-saving]")).toHaveText(/No connection: kept in this browser/);
  // Typing goes on without a connection.
  await message(page).press("End");
  await message(page).pressSequentially(" Karibu tena.");
  page.on("dialog", (question) => void question.accept());
  // The server is there again, but before the next try the page is gone.
  await page.route(SAVE, (route) => route.abort());
  await page.unroute("**/api/**");
  await page.reload();
  await expect(message(page)).toHaveValue("Asante! Karibu tena.");
  await expect(page.getByText("What could not be saved on your last visit is back.")).toBeVisible();
  await page.unroute(SAVE);
  await saved(page);
  expect(await said(kauli, bot, "done")).toEqual(["Asante! Karibu tena."]);
});

test("a connection that comes back saves by itself", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, undefined, null);
  await openState(page, bot, "done");
  await page.context().setOffline(true);
  await message(page).fill("Asante!");
  await expect(page.locator('[data-saving="offline"]')).toBeVisible();
  await expectAccessible(page);
  await page.context().setOffline(false);
  await saved(page);
  expect(await said(kauli, bot, "done")).toEqual(["Asante!"]);
});

test("a session that ends in the middle asks to sign in on top, and nothing is lost", async ({
  page,
  kauli,
}) => {
  const bot = await makeBot(kauli, undefined, null);
  await openState(page, bot, "size");
  await page.getByRole("button", { name: "Reconnect? size" }).click();
  await page.getByRole("menuitem", { name: "Create a state" }).click();
  await page.getByLabel("State name").fill("half_typed");
  await page.context().clearCookies();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await expect(again).toBeVisible();
  await again.getByLabel("User name").fill(OWNER.username);
  await again.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again).toBeHidden();
  await expect(page.getByLabel("State name")).toHaveValue("half_typed");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
  const { flows } = await draftOf(kauli, bot);
  expect(flows.size?.next_state).toBe("half_typed");
  // And what was done before can still be taken back.
  await page.getByRole("button", { name: /^Undo/ }).click();
  await saved(page);
  expect((await draftOf(kauli, bot)).flows.size?.next_state).toBe("choice_size");
});

test("a bot that somebody deletes says so, and keeps what was typed in the browser", async ({
  page,
  kauli,
}) => {
  const bot = await makeBot(kauli, undefined, null);
  await openState(page, bot, "done");
  await kauli.call("DELETE", `/bots/${bot}`);
  await message(page).fill("Asante!");
  await expect(page.getByText(/Somebody deleted this bot/)).toBeVisible();
  await expect(page.locator("[data-saving]")).toHaveText("The bot was deleted");
  await expect(message(page)).toHaveValue("Asante!");
  const kept = await page.evaluate((id) => localStorage.getItem(`kauli-draft-${id}`), bot);
  expect(kept).toContain("Asante!");
});

test("a state that somebody deletes while it is open says so", async ({ page, kauli }) => {
  const bot = await makeBot(kauli, undefined, null);
  await openState(page, bot, "done");
  const { revision, intents, flows } = await draftOf(kauli, bot);
  delete flows.done;
  await kauli.call("PUT", `/bots/${bot}/draft`, { intents, flows, revision });
  await expect(page.getByText("There is no state of this name.")).toBeVisible();
  await page.getByRole("button", { name: "Create it" }).click();
  await expect(page.getByLabel("State name")).toHaveValue("done");
});
