import type { Page } from "@playwright/test";
import {
  card,
  draftOf,
  emptyPoint,
  makeBot,
  middle,
  openCanvas,
  placesOf,
  saved,
} from "./canvasKit";
import { expect, expectAccessible, test } from "./kauli";

function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-id") ?? null);
}

test("the keyboard alone walks the flow, opens, moves, connects and deletes", async ({
  page,
  kauli,
}) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  // From the last control before the canvas into it.
  await page
    .getByRole("button", { name: /the checker|error|warning/ })
    .first()
    .focus();
  for (let tries = 0; tries < 6 && (await focused(page)) === null; tries += 1) {
    await page.keyboard.press("Tab");
  }
  const walked = [await focused(page)];
  for (let step = 0; step < 3; step += 1) {
    const before = walked.at(-1);
    await page.keyboard.press("Tab");
    await expect.poll(() => focused(page)).not.toBe(before);
    walked.push(await focused(page));
  }
  expect(walked).toEqual(["state:order", "state:size", "state:choice_size", "state:done"]);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Add a state…" })).toBeFocused();

  await card(page, "order").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await placesOf(kauli, id)).order).toEqual([10, 60]);

  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "State order" });
  await expect(panel).toBeFocused();
  await panel.getByRole("button", { name: "Close" }).press("Enter");
  await expect(card(page, "order")).toBeFocused();

  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Next: size" }).press("Enter");
  await page.keyboard.type("done");
  await page.keyboard.press("Enter");
  await expect(card(page, "order")).toBeFocused();
  await saved(page);
  expect((await draftOf(kauli, id)).flows.order).toMatchObject({ next_state: "done" });

  await page.keyboard.press("Escape");
  await card(page, "size").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Delete");
  await expect(card(page, "size")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(card(page, "size")).toBeVisible();
});

test("search finds texts and goes from hit to hit", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await page.keyboard.press("ControlOrMeta+f");
  const bar = page.getByRole("search", { name: "Find in the flow" });
  await bar.getByRole("textbox").fill("size");
  await expect(bar.getByRole("status")).toHaveText(/hits$/);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(bar.getByRole("status")).toHaveText(/^1 of/);
  await expect(page.getByRole("complementary", { name: "State size" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "State choice_size" })).toBeVisible();
  await bar.getByRole("textbox").fill("thank");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "State done" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await expect(card(page, "done")).toBeFocused();
});

test("zoom and view follow the keys", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  const width = async () => (await card(page, "order").boundingBox())?.width ?? 0;
  await card(page, "order").focus();
  const before = await width();
  await page.keyboard.press("-");
  await expect.poll(width).toBeLessThan(before * 0.95);
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(before * 0.95);
  const { x } = await middle(card(page, "order"));
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await middle(card(page, "order"))).x).toBeLessThan(x - 40);
  await page.keyboard.press("0");
  for (const name of ["order", "size", "choice_size", "done"]) {
    await expect(card(page, name)).toBeInViewport({ ratio: 0.99 });
  }
});

test("states are copied from one bot to another", async ({ page, kauli, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const from = await makeBot(kauli);
  const flows = { size: { message: ["Your size?"], next_state: "end" } };
  const to = await makeBot(kauli, { intents: {}, flows }, { size: [0, 0] });
  await openCanvas(page, from);
  await card(page, "size").click({ modifiers: ["ControlOrMeta"] });
  await card(page, "choice_size").click({ modifiers: ["ControlOrMeta"] });
  await card(page, "done").click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("ControlOrMeta+c");
  await expect(page.getByText("Copied 3 states")).toBeVisible();
  await openCanvas(page, to);
  const at = await emptyPoint(page);
  await page.mouse.move(at.x - 300, at.y - 200);
  await page.keyboard.press("ControlOrMeta+v");
  await expect(page.getByText("Pasted 3 states")).toBeVisible();
  await saved(page);
  const { flows: pasted } = await draftOf(kauli, to);
  expect(Object.keys(pasted)).toEqual(["size", "size_2", "choice_size", "done"]);
  expect(pasted.size_2).toMatchObject({ next_state: "choice_size" });
  // They lie to each other as they did.
  const apart = async () => {
    const { size_2: one = [0, 0], done: other = [0, 0] } = await placesOf(kauli, to);
    return other.map((place, axis) => place - (one[axis] ?? 0));
  };
  await expect.poll(apart).toEqual([0, 320]);
  await page.keyboard.press("ControlOrMeta+z");
  await saved(page);
  expect(Object.keys((await draftOf(kauli, to)).flows)).toEqual(["size"]);
});

test("cut and paste by the menu moves states", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await card(page, "done").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Cut" }).click();
  await expect(card(page, "done")).toHaveCount(0);
  const at = await emptyPoint(page);
  await page.mouse.click(at.x, at.y, { button: "right" });
  await page.getByRole("menuitem", { name: "Paste" }).click();
  await expect(card(page, "done")).toBeVisible();
});
