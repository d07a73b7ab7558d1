import { Kauli, OWNER, expect, expectAccessible, test } from "./kauli";

interface Person {
  user: { id: number };
}

/** Make a member of the owner's workspace who signs in with `korosho-na-chai`. */
async function addMember(kauli: Kauli, username: string, role: string): Promise<number> {
  const { link } = await kauli.call<{ link: string }>("POST", "/invitations", { role });
  const token = link.split("/").at(-1);
  const joined = await fetch(`${kauli.url}/api/v1/invitations/accept`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token, username, password: "korosho-na-chai" }),
  });
  if (!joined.ok) throw new Error(await joined.text());
  return ((await joined.json()) as Person).user.id;
}

test("one changes one's name", async ({ page }) => {
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "About you" })).toBeVisible();
  await expect(page.getByText("This browser", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Your name").fill("Neema Said");
  await page.getByLabel("Mobile number").fill("+255 711 111 111");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Your name")).toHaveValue("Neema Said");
  await expect(page.getByLabel("Mobile number")).toHaveValue("+255 711 111 111");
});

test("a new password signs out everywhere else", async ({ browser, kauli }) => {
  await addMember(kauli, "zawadi", "viewer");
  const [here, there] = await Promise.all([
    browser.newPage({ baseURL: kauli.url }),
    browser.newPage({ baseURL: kauli.url }),
  ]);
  for (const page of [here, there]) {
    await page.goto("/account");
    await page.getByLabel("User name").fill("zawadi");
    await page.getByRole("textbox", { name: "Password" }).fill("korosho-na-chai");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  }
  await here.getByLabel("Password so far").fill("something else");
  await here.getByLabel("New password").fill("maembe-na-ndizi");
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("That is not your password so far.")).toBeVisible();
  await here.getByLabel("Password so far").fill("korosho-na-chai");
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("The password is changed")).toBeVisible();
  await expect(here.getByLabel("New password")).toHaveValue("");
  await there.goto("/members");
  await expect(there.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("one signs out of another browser", async ({ page, browser, kauli }) => {
  const phone = await browser.newPage({
    baseURL: kauli.url,
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
  });
  await phone.goto("/account");
  await phone.getByLabel("User name").fill(OWNER.username);
  await phone.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await phone.getByRole("button", { name: "Sign in" }).click();
  await expect(phone.getByText("Safari, iPhone")).toBeVisible();

  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out of Safari, iPhone" }).click();
  await expect(page.getByText("Safari, iPhone")).toHaveCount(0);
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("language and look are chosen, and stay", async ({ page }) => {
  await page.goto("/account");
  await page.getByText("Kiswahili", { exact: true }).click();
  await expect(page.getByRole("heading", { name: "Akaunti yako" })).toBeVisible();
  await page.getByText("Giza", { exact: true }).click();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Akaunti yako" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "sw");
});

test("members get another role and are taken out", async ({ page, kauli }) => {
  await addMember(kauli, "baraka", "viewer");
  await page.goto("/members");
  const row = page.getByRole("listitem").filter({ hasText: "baraka" });
  await row.getByRole("combobox", { name: "Role of baraka" }).click();
  await page.getByRole("option", { name: /^Editor/ }).click();
  await expect(row.getByRole("combobox")).toHaveValue("Editor");
  await expectAccessible(page);
  await page.reload();
  await expect(row.getByRole("combobox")).toHaveValue("Editor");
  await row.getByRole("button", { name: "Take baraka out of the workspace" }).click();
  const question = page.getByRole("dialog", { name: "Take baraka out?" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Take baraka out of the workspace" }).click();
  await question.getByRole("button", { name: "Take out" }).click();
  await expect(row).toHaveCount(0);
});

test("the last owner stays one", async ({ page }) => {
  await page.goto("/members");
  const row = page.getByRole("listitem").filter({ hasText: OWNER.username });
  await row.getByRole("combobox").click();
  await page.getByRole("option", { name: /^Viewer/ }).click();
  const question = page.getByRole("dialog", { name: "Change your own role?" });
  await question.getByRole("button", { name: "Change my role" }).click();
  await expect(page.getByText("A workspace needs an owner.")).toBeVisible();
  await expect(row.getByRole("combobox")).toHaveValue("Owner");
});

test("an invitation is withdrawn", async ({ page, kauli }) => {
  await kauli.call("POST", "/invitations", { role: "viewer", note: "Somebody else" });
  await page.goto("/members");
  await page.getByRole("button", { name: "Withdraw the invitation: Somebody else" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Somebody else")).toHaveCount(0);
});

test("a key is made, shown once, copied, and ended", async ({ page, kauli, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/keys");
  await expect(page.getByText("No keys yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByLabel("What it is for").fill("Shop server");
  await dialog.getByLabel("Ends").selectOption("After 30 days");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const key = await dialog.getByLabel("API key", { exact: true }).innerText();
  expect(key).toMatch(/^kauli_/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Copy: API key" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("Shop server")).toBeVisible();
  await expect(page.getByText(key)).toHaveCount(0);

  const ask = () =>
    fetch(`${kauli.url}/api/v1/me`, { headers: { Authorization: `Bearer ${key}` } });
  expect((await ask()).status).toBe(200);
  await page.getByRole("button", { name: "End the key Shop server" }).click();
  const question = page.getByRole("dialog", { name: "End the key Shop server?" });
  await question.getByRole("button", { name: "End", exact: true }).click();
  await expect(page.getByText("No key is in use.")).toBeVisible();
  expect((await ask()).status).toBe(401);
  await page.getByRole("switch", { name: "Show ended keys too" }).check();
  await expect(page.getByText("Shop server")).toBeVisible();
  await expectAccessible(page);
});
