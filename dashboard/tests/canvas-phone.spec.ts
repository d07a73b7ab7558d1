import { card, makeBot, openCanvas } from "./canvasKit";
import { expect, expectAccessible, test } from "./kauli";

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("cards open as a sheet, and everything is there without a mouse", async ({
    page,
    kauli,
  }) => {
    const id = await makeBot(kauli);
    await openCanvas(page, id);
    await card(page, "order").tap();
    const sheet = page.getByRole("complementary", { name: "State order" });
    await expect(sheet).toBeVisible();
    const [box, shown] = [await sheet.boundingBox(), await card(page, "order").boundingBox()];
    expect(box?.width).toBe(390);
    expect((shown?.y ?? 999) + 20).toBeLessThan(box?.y ?? 0);
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Larger" }).tap();
    await expect.poll(async () => (await sheet.boundingBox())?.height).toBeGreaterThan(600);
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(sheet).toHaveCount(0);
    await page.getByRole("button", { name: "Add a state…" }).tap();
    await page
      .getByRole("option", { name: /^Text / })
      .first()
      .tap();
    await expect(page.getByRole("complementary", { name: "State state" })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});

test("who may only look can pan and select, and nothing else", async ({ kauli, browser }) => {
  const id = await makeBot(kauli);
  const { link } = await kauli.call<{ link: string }>("POST", "/invitations", { role: "viewer" });
  const context = await browser.newContext({ baseURL: kauli.url });
  const viewer = await context.newPage();
  const accepted = await viewer.request.post("/api/v1/invitations/accept", {
    data: { token: link.split("/").at(-1), username: "looks", password: "angalia-tu-basi" },
  });
  expect(accepted.ok()).toBe(true);
  await openCanvas(viewer, id);
  await card(viewer, "size").click();
  await expect(viewer.getByRole("complementary", { name: "State size" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Tidy up" })).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Add a state…" })).toHaveCount(0);
  await card(viewer, "done").click({ button: "right" });
  await expect(viewer.getByRole("menuitem")).toHaveText(["Open", "Copy"]);
  await context.close();
});
