import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { Kauli, OWNER, expect, expectAccessible, test } from "./kauli";

/** A page of somebody who is not signed in. */
async function visitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

/** Fill in and send the form of the first run. */
async function makeOwner(page: Page, password = OWNER.password) {
  await page.getByLabel("Your name").fill(OWNER.full_name);
  await page.getByLabel("User name").fill(OWNER.username);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByLabel("Workspace").fill("Duka la Neema");
  await page.getByRole("button", { name: "Make the owner and sign in" }).click();
}

async function signIn(page: Page, username: string, password: string) {
  await page.getByLabel("User name").fill(username);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}

test.describe("a fresh server", () => {
  let fresh: Kauli;
  test.beforeEach(async () => {
    fresh = await Kauli.start();
  });
  test.afterEach(() => fresh.stop());

  test("its first visitor makes the owner and is inside", async ({ browser }) => {
    const page = await visitor(browser, { baseURL: fresh.url });
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Welcome to Kauli" })).toBeVisible();
    await expectAccessible(page);
    await makeOwner(page);
    await expect(page.getByRole("button", { name: `Account of ${OWNER.username}` })).toBeVisible();
    await expect(page).toHaveURL(`${fresh.url}/`);

    const later = await visitor(browser, { baseURL: fresh.url });
    await later.goto("/setup");
    await expect(later.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });

  test("whoever comes second keeps what they typed and is told", async ({ browser }) => {
    const page = await visitor(browser, { baseURL: fresh.url });
    await page.goto("/setup");
    await expect(page.getByRole("heading", { name: "Welcome to Kauli" })).toBeVisible();
    await fresh.setUp();
    await makeOwner(page);
    await expect(page.getByRole("alert")).toContainText("Somebody was quicker");
    await expect(page.getByLabel("User name")).toHaveValue(OWNER.username);
  });

  test("is spoken to in Swahili by a Swahili browser", async ({ browser }) => {
    const page = await visitor(browser, { baseURL: fresh.url, locale: "sw-TZ" });
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Karibu Kauli" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.getByRole("heading", { name: "Welcome to Kauli" })).toBeVisible();
  });
});

test("in open mode the dashboard opens by itself, and leads to a password", async ({ browser }) => {
  const open = await Kauli.start({ KAULI_OPEN: "true" });
  try {
    const page = await visitor(browser, { baseURL: open.url });
    await page.goto("/account");
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
    await expect(page.getByText("In no browser")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Account of owner" }).click();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "choose a password" }).click();
    await makeOwner(page);
    await expect(page.getByRole("button", { name: `Account of ${OWNER.username}` })).toBeVisible();
  } finally {
    await open.stop();
  }
});

test("signing out and in again leads back to where one wanted to go", async ({
  browser,
  kauli,
}) => {
  const page = await visitor(browser, { baseURL: kauli.url });
  await page.goto("/members?x=1");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);

  await signIn(page, OWNER.username, "not the password");
  await expect(page.getByRole("alert")).toContainText("not right");
  await expect(page.getByLabel("User name")).toHaveValue(OWNER.username);
  await expectAccessible(page);

  await signIn(page, OWNER.username, OWNER.password);
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
  await signOut(page);
  await page.goto("/members");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("nobody is led to another site after signing in", async ({ browser, kauli }) => {
  const page = await visitor(browser, { baseURL: kauli.url });
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, OWNER.username, OWNER.password);
    await expect(page).toHaveURL(`${kauli.url}/`);
    await signOut(page);
  }
});

test("a session that ends under one's hands is begun anew without losing anything", async ({
  page,
  kauli,
}) => {
  await page.goto("/account");
  await page.getByLabel("Your name").fill("Neema, half typed");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("User name").fill(OWNER.username);
  await dialog.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel("Your name")).toHaveValue("Neema, half typed");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await kauli.call("PATCH", "/me", { full_name: OWNER.full_name });
});

test("an invitation lets one person in, with the role it says", async ({
  page,
  browser,
  kauli,
}) => {
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: /^Viewer/ }).click();
  await dialog.getByLabel("Whom it is for").fill("Juma, from the shop");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await dialog.getByLabel("Invitation link", { exact: true }).innerText();
  expect(link).toContain(`${kauli.url}/invitation/invite_`);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Juma, from the shop")).toBeVisible();

  const guest = await visitor(browser);
  await guest.goto(link);
  await expect(guest.getByText("Neema invites you to the workspace")).toBeVisible();
  await expect(guest.getByText("Viewer – Looks at everything")).toBeVisible();
  await expectAccessible(guest);
  await guest.getByLabel("User name").fill(OWNER.username);
  await guest.getByRole("textbox", { name: "Password" }).fill("korosho-na-chai");
  const join = guest.getByRole("button", { name: /^Join/ });
  await join.click();
  await expect(guest.getByRole("alert")).toContainText("taken");
  await guest.getByLabel("User name").fill("juma");
  await join.click();
  await expect(guest.getByRole("button", { name: "Account of juma" })).toBeVisible();
  await guest.goto("/members");
  await expect(guest.getByRole("button", { name: "Invite somebody" })).toHaveCount(0);
  await guest.goto("/keys");
  await expect(guest.getByText("Keys are for administrators")).toBeVisible();
  await expectAccessible(guest);

  const late = await visitor(browser);
  await late.goto(link);
  await expect(late.getByRole("alert")).toContainText("used, was withdrawn or has expired");
  await expectAccessible(late);
});
