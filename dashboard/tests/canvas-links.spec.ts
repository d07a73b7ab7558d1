import {
  card,
  drag,
  draftOf,
  emptyPoint,
  link,
  makeBot,
  middle,
  openCanvas,
  outlet,
  placesOf,
  saved,
} from "./canvasKit";
import { expect, test } from "./kauli";

test("a line drawn from a way out to a card connects them", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await expect(link(page, "choice_size", "choice:1")).toHaveCount(0);
  await drag(
    page,
    await middle(outlet(page, "choice_size", "choice:1")),
    await middle(card(page, "done")),
  );
  await expect(link(page, "choice_size", "choice:1")).toHaveCount(1);
  await saved(page);
  expect((await draftOf(kauli, id)).flows.choice_size).toMatchObject({ "1": "done", "2": "done" });
});

test("a button leads to a card by a line of its own", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await drag(
    page,
    await middle(outlet(page, "size", "button:1")),
    await middle(card(page, "done")),
  );
  await expect(link(page, "size", "button:1")).toHaveCount(1);
  await saved(page);
  const { size } = (await draftOf(kauli, id)).flows;
  expect(size).toMatchObject({ buttons: [{ "1": "Small" }, { done: "Large" }] });
});

test("the end of a line can be dragged to another card", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  const anchor = link(page, "order", "next").locator(".react-flow__edgeupdater-target");
  await drag(page, await middle(anchor), await middle(card(page, "done")));
  await saved(page);
  expect((await draftOf(kauli, id)).flows.order).toMatchObject({ next_state: "done" });
});

test("a line that is selected is deleted by key or by its button", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await link(page, "order", "next").locator("path").last().click({ force: true });
  await page.keyboard.press("Delete");
  await expect(link(page, "order", "next")).toHaveCount(0);
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  await expect(link(page, "order", "next")).toHaveCount(1);
  await link(page, "order", "next").locator("path").last().click({ force: true });
  await page.getByRole("button", { name: "Remove this connection" }).click();
  await saved(page);
  expect((await draftOf(kauli, id)).flows.order).toMatchObject({ next_state: "end" });
});

test("a line dropped on the empty canvas makes a state there, as one step", async ({
  page,
  kauli,
}) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  const at = await emptyPoint(page);
  await drag(page, await middle(outlet(page, "done", "next")), at);
  const picker = page.getByRole("dialog", { name: "Where does it lead?" });
  await picker.getByRole("textbox").fill("farewell");
  await picker.getByRole("option", { name: /^Text farewell/ }).click();
  await expect(card(page, "farewell")).toBeVisible();
  await expect(link(page, "done", "next")).toHaveCount(1);
  await saved(page);
  expect((await draftOf(kauli, id)).flows.done).toMatchObject({ next_state: "farewell" });
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect(card(page, "farewell")).toHaveCount(0);
  await saved(page);
  const undone = await draftOf(kauli, id);
  expect(undone.flows.farewell).toBeUndefined();
  expect(undone.flows.done).toMatchObject({ next_state: "end" });
});

test("dropped on the empty canvas, a line can lead to a state that there is", async ({
  page,
  kauli,
}) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  await drag(page, await middle(outlet(page, "done", "next")), await emptyPoint(page));
  await page.keyboard.type("ord");
  await page.keyboard.press("Enter");
  await saved(page);
  expect((await draftOf(kauli, id)).flows.done).toMatchObject({ next_state: "order" });
});

test("a choice menu made behind buttons has a choice for each of them", async ({ page, kauli }) => {
  const flows = {
    ask: { message: ["Sure?"], buttons: [{ yes: "Yes" }, { no: "No" }], next_state: "end" },
  };
  const id = await makeBot(kauli, { intents: { ask: ["ask"] }, flows }, { ask: [0, 0] });
  await openCanvas(page, id);
  await drag(page, await middle(outlet(page, "ask", "next")), await emptyPoint(page));
  await page.getByRole("option", { name: /^Choice menu/ }).click();
  await expect(card(page, "choice_ask")).toBeVisible();
  await saved(page);
  const draft = await draftOf(kauli, id);
  expect(draft.flows.ask).toMatchObject({ next_state: "choice_ask" });
  expect(draft.flows.choice_ask).toMatchObject({ yes: "end", no: "end" });
});

test("a double click on the empty canvas adds a state there", async ({ page, kauli }) => {
  const id = await makeBot(kauli);
  await openCanvas(page, id);
  const at = await emptyPoint(page);
  await page.mouse.dblclick(at.x, at.y);
  await page.getByRole("option", { name: /^Text with buttons/ }).click();
  await expect(card(page, "state")).toBeVisible();
  await saved(page);
  expect((await draftOf(kauli, id)).flows.state).toMatchObject({ type: "interactive" });
  await expect.poll(async () => Object.keys(await placesOf(kauli, id))).toContain("state");
});

test("what does not exist is shown, and can be created", async ({ page, kauli }) => {
  const flows = { order: { message: ["Hello"], next_state: "nowhere" } };
  const id = await makeBot(kauli, { intents: { order: ["a"] }, flows }, { order: [0, 0] });
  await openCanvas(page, id);
  await page.locator('[data-id="missing:nowhere"]').click();
  await page.getByRole("menuitem", { name: "Create state nowhere" }).click();
  await expect(card(page, "nowhere")).toBeVisible();
  await expect(page.locator('[data-id="missing:nowhere"]')).toHaveCount(0);
  await saved(page);
  expect(Object.keys((await draftOf(kauli, id)).flows)).toEqual(["order", "nowhere"]);
});
