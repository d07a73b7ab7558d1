import { card, drag, draftOf, makeBot, middle, openCanvas, placesOf, saved } from "./canvasKit";
import { expect, expectAccessible, test } from "./kauli";

test("a card says what the chatter sees, and what the bot does", async ({ page, kauli }) => {
  const flows = {
    order: {
      message: [["How many, {{name}}?", "Ask @price"], ["How many?"]],
      validators: [{ type: "numeric_validation" }],
      images: [{ link: "https://pictures.example/menu.jpg", caption: "Our menu" }],
      next_state: "choice_size",
    },
    choice_size: { small: "end", large: "order", fallback_message: "Small or large?" },
  };
  const id = await makeBot(
    kauli,
    { intents: { order: ["a", "b"] }, flows },
    { order: [0, 0], choice_size: [400, 0] },
  );
  await kauli.call("POST", `/bots/${id}/endpoints`, {
    url: "http://127.0.0.1:8179/orders",
    triggers: ["order"],
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openCanvas(page, id);
  const order = card(page, "order");
  await expect(order.locator("mark")).toHaveText(["name", "@price"]);
  for (const text of ["and 1 other way to say it", "Our menu", "number", "2 phrases"]) {
    await expect(order).toContainText(text);
  }
  await expect(order.getByLabel("A webhook is sent here")).toBeVisible();
  await expect(order.getByLabel(/thing.? the checker found/)).toBeVisible();
  await expect(order).toHaveAttribute(
    "aria-label",
    /^State order: How many, \{\{name\}\}\? Ask @price leads to choice_size/,
  );
  const menu = card(page, "choice_size");
  await expect(menu).toContainText("Otherwise: Small or large?");
  await expect(menu).toHaveAttribute(
    "aria-label",
    /^Choice menu choice_size leads to the end \(small\), order \(large\)/,
  );
  await expect(menu.locator("[data-handleid^=choice]")).toHaveCount(2);
  expect(asked.filter((url) => url.includes("pictures.example"))).toEqual([]);
  await expectAccessible(page);
});

test("a click opens a card's form, and the address can name the card", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await card(page, "size").click();
  const panel = page.getByRole("complementary", { name: "State size" });
  await expect(panel.getByRole("heading", { name: "size" })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toHaveCount(0);
  await openCanvas(page, id, "?state=done");
  await expect(page.getByRole("complementary", { name: "State done" })).toBeVisible();
  // In the middle of what the form leaves.
  const canvas = await page.getByLabel("Flow on a canvas").boundingBox();
  const wanted = (canvas?.x ?? 0) + ((canvas?.width ?? 0) - 380) / 2;
  await expect
    .poll(async () => Math.abs((await middle(card(page, "done"))).x - wanted))
    .toBeLessThan(10);
});

test("where a card is put is remembered, and is no part of the flow", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  const before = await draftOf(kauli, id);
  await openCanvas(page, id);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH" && request.url().includes("/layout")) sent.push(request.url());
  });
  const from = await middle(card(page, "done"));
  await drag(page, from, { x: from.x + 120, y: from.y + 60 });
  await expect.poll(() => sent.length).toBe(1);
  const moved = await middle(card(page, "done"));
  expect(Math.round(moved.x - from.x)).toBeGreaterThan(100);
  const places = await placesOf(kauli, id);
  expect(places.done).not.toEqual([400, 320]);
  expect(places.order).toEqual([0, 0]);
  await page.reload();
  await card(page, "done").waitFor();
  const [one, other] = [await middle(card(page, "done")), await middle(card(page, "order"))];
  await page.reload();
  await card(page, "done").waitFor();
  const again = [await middle(card(page, "done")), await middle(card(page, "order"))];
  expect(again).toEqual([one, other]);
  expect(await draftOf(kauli, id)).toEqual(before);
  expect(JSON.stringify(before)).not.toContain("position");
});

test("cards that nobody put anywhere are laid out; a new one comes near what leads to it", async ({
  page,
  kauli,
}) => {
  const id = await makeBot(kauli, undefined, null);
  await openCanvas(page, id);
  await expect.poll(async () => Object.keys(await placesOf(kauli, id)).length).toBe(4);
  const places = await placesOf(kauli, id);
  const draft = await draftOf(kauli, id);
  await kauli.call("PUT", `/bots/${id}/draft`, {
    ...draft,
    flows: {
      ...draft.flows,
      done: { message: ["Thank you!"], next_state: "farewell" },
      farewell: { message: ["Bye!"], next_state: "end" },
    },
  });
  await expect.poll(async () => Object.keys(await placesOf(kauli, id)).length).toBe(5);
  const now = await placesOf(kauli, id);
  expect({ ...now, farewell: undefined }).toEqual({ ...places, farewell: undefined });
  expect(now.farewell?.[0]).toBeGreaterThan(places.done?.[0] ?? 0);
});

test("tidying up can be taken back", async ({ page, kauli }) => {
  const id = await makeBot(kauli, undefined, {
    order: [0, 0],
    size: [30, 20],
    choice_size: [60, 40],
    done: [90, 60],
  });
  const before = await placesOf(kauli, id);
  await openCanvas(page, id);
  await page.getByRole("button", { name: "Tidy up" }).click();
  await expect.poll(async () => placesOf(kauli, id)).not.toEqual(before);
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => placesOf(kauli, id)).toEqual(before);
});

test("several cards are selected by a box, by Ctrl and click, or all", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  const chosen = page.locator(".react-flow__node.selected");
  await card(page, "order").click({ modifiers: ["ControlOrMeta"] });
  await card(page, "done").click({ modifiers: ["ControlOrMeta"] });
  await expect(chosen).toHaveCount(2);
  await expect(page.getByText("2 states selected")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chosen).toHaveCount(0);
  const box = await card(page, "order").boundingBox();
  if (!box) throw new Error("The card is not there.");
  await page.keyboard.down("Shift");
  await drag(
    page,
    { x: box.x - 20, y: box.y + 20 },
    { x: box.x + box.width + 130, y: box.y + box.height - 10 },
  );
  await page.keyboard.up("Shift");
  await expect(chosen).toHaveCount(2);
  await page.keyboard.press("ControlOrMeta+a");
  await expect(chosen).toHaveCount(4);
  await page.getByRole("button", { name: "Duplicate" }).click();
  await saved(page);
  expect(Object.keys((await draftOf(kauli, id)).flows)).toHaveLength(8);
});

test("deleted cards come back by the notice", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  const before = await draftOf(kauli, id);
  await openCanvas(page, id);
  await card(page, "size").click({ modifiers: ["ControlOrMeta"] });
  await card(page, "done").click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("Delete");
  await expect(card(page, "size")).toHaveCount(0);
  await saved(page);
  expect((await draftOf(kauli, id)).flows.order).toMatchObject({ next_state: "end" });
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  await expect(card(page, "size")).toBeVisible();
  await saved(page);
  expect((await draftOf(kauli, id)).flows).toEqual(before.flows);
});

test("a right click offers what can be done", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await card(page, "done").click({ button: "right" });
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(card(page, "done_2")).toBeVisible();
  await card(page, "order").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Next: size" }).click();
  await page.getByRole("option", { name: "The end of the conversation" }).click();
  await saved(page);
  expect((await draftOf(kauli, id)).flows.order).toMatchObject({ next_state: "end" });
});
