import type { Locator, Page } from "@playwright/test";
import type { Kauli } from "./kauli";

interface Draft {
  revision: string;
  intents: Record<string, string[]>;
  flows: Record<string, Record<string, unknown>>;
}

/** A small shop: an entrance, a question with buttons, a choice menu and what follows. */
export const SHOP = {
  intents: { order: ["a pizza", "order please"] },
  flows: {
    order: { message: ["What size, {{name}}?"], next_state: "size" },
    size: {
      message: ["Small or large?"],
      type: "interactive",
      buttons: [{ "1": "Small" }, { "2": "Large" }],
      next_state: "choice_size",
    },
    choice_size: { "1": "done", "2": "end", fallback_message: "Please answer 1 or 2." },
    done: { message: ["Thank you!"], next_state: "end" },
  },
};

/** Where the shop's cards are put, so that all of them are in view. */
const PLACES = { order: [0, 0], size: [400, 0], choice_size: [0, 260], done: [400, 320] };

/** Make a bot; its number. */
export async function makeBot(
  kauli: Kauli,
  doc: { intents: object; flows: object } = SHOP,
  places: object | null = PLACES,
): Promise<number> {
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", { name: "Shop" });
  const { revision } = await draftOf(kauli, id);
  await kauli.call("PUT", `/bots/${id}/draft`, { ...doc, revision });
  if (places) await kauli.call("PATCH", `/bots/${id}/layout`, { positions: places });
  return id;
}

export function draftOf(kauli: Kauli, id: number): Promise<Draft> {
  return kauli.call<Draft>("GET", `/bots/${id}/draft`);
}

export async function placesOf(kauli: Kauli, id: number): Promise<Record<string, number[]>> {
  const layout = await kauli.call<{ positions: Record<string, number[]> }>(
    "GET",
    `/bots/${id}/layout`,
  );
  return layout.positions;
}

/** Open a bot's canvas and wait for its cards. */
export async function openCanvas(page: Page, id: number, query = ""): Promise<void> {
  await page.goto(`/bots/${id}${query}`);
  await page.locator(".react-flow__node, [data-canvas-empty]").first().waitFor();
}

export function card(page: Page, name: string): Locator {
  return page.locator(`.react-flow__node[data-id="state:${name}"]`);
}

/** The point of a way out: `next`, `choice:0`, `button:1`. */
export function outlet(page: Page, name: string, handle: string): Locator {
  return card(page, name).locator(`[data-handleid="${handle}"]`);
}

export function link(page: Page, name: string, handle: string): Locator {
  return page.locator(`.react-flow__edge[data-id="state:${name}>${handle}"]`);
}

/** The middle of something on the page. */
export async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error("It is not on the page.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Press the mouse here and let it go there. */
export async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** An empty point of the canvas, right of the shop's cards. */
export async function emptyPoint(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByLabel("Flow on a canvas").boundingBox();
  if (!box) throw new Error("There is no canvas.");
  return { x: box.x + box.width - 190, y: box.y + 420 };
}

/** Wait until everything is saved. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-saving="saved"]').waitFor();
}
