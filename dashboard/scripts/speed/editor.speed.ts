/**
 * How fast the editor is with large flows: `npm run speed`.
 *
 * A real server with the production build, a bot of so many states, the system's Chromium. What is
 * measured is what somebody at the screen waits for. `KAULI_DASHBOARD` names another build.
 */
import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { type Kauli, test } from "../../tests/kauli";

const SIZES = (process.env.KAULI_SPEED_STATES ?? "100,1000,5000").split(",").map(Number);
const PAN_SECONDS = 3;

interface Row {
  states: number;
  [measured: string]: number;
}

/** A flow as bots have them: intents with some questions each, menus, and ways back. */
function flowOf(states: number): { intents: object; flows: object } {
  const intents: Record<string, string[]> = {};
  const flows: Record<string, object> = {};
  const length = 25;
  for (let at = 0; at < states; at += 1) {
    const chain = Math.floor(at / length);
    const place = at % length;
    const next = place === length - 1 || at === states - 1 ? "end" : nameAt(at + 1, length);
    const name = nameAt(at, length);
    if (place === 0) intents[name] = [`I need number ${chain}`, `number ${chain} please`];
    if (place % 6 === 5) {
      const far = nameAt(Math.min(states - 1, chain * length + ((place + 9) % length)), length);
      flows[name] = { "1": next, "2": far, "3": "end", fallback_message: "1, 2 or 3?" };
    } else if (place % 6 === 4) {
      const buttons = [{ "1": "Yes, go on" }, { "2": "Somewhere else" }, { "3": "That was all" }];
      flows[name] = { message: ["What now, {{name}}?"], buttons, next_state: next };
    } else {
      flows[name] = {
        message: [`Question ${place} of ${chain}`, "What shall we write down for you today?"],
        validators: place % 3 === 0 ? [{ type: "required_field_validation" }] : [],
        next_state: next,
      };
    }
  }
  return { intents, flows };
}

function nameAt(at: number, length: number): string {
  return `${(at % length) % 6 === 5 ? "choice_" : "step_"}${Math.floor(at / length)}_${at % length}`;
}

async function botOf(kauli: Kauli, states: number): Promise<number> {
  const name = `${states} states`;
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", { name });
  const { revision } = await kauli.call<{ revision: string }>("GET", `/bots/${id}/draft`);
  await kauli.call("PUT", `/bots/${id}/draft?return=minimal`, { ...flowOf(states), revision });
  return id;
}

/** Milliseconds from the click on a bot to its first card on the screen. */
async function opening(page: Page, id: number): Promise<number> {
  await page.goto("/");
  const bot = page.locator(`a[href="/bots/${id}"]`).first();
  await bot.waitFor();
  await page.waitForLoadState("networkidle");
  return page.evaluate(
    (href) =>
      new Promise<number>((done) => {
        const began = performance.now();
        const look = () => {
          if (document.querySelector(".react-flow__node"))
            requestAnimationFrame(() => done(performance.now() - began));
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLElement>(`a[href="${href}"]`)?.click();
        look();
      }),
    `/bots/${id}`,
  );
}

/** Frames a second while the wheel pans; the browser gets real input events. */
async function panning(page: Page): Promise<number> {
  const canvas = await page.getByLabel("Flow on a canvas").boundingBox();
  if (!canvas) throw new Error("There is no canvas.");
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  const frames = page.evaluate(
    (seconds) =>
      new Promise<number>((done) => {
        let count = 0;
        const began = performance.now();
        const tick = (now: number) => {
          count += 1;
          if (now - began < seconds * 1_000) requestAnimationFrame(tick);
          else done((count * 1_000) / (now - began));
        };
        requestAnimationFrame(tick);
      }),
    PAN_SECONDS,
  );
  const until = Date.now() + PAN_SECONDS * 1_000;
  for (let turn = 0; Date.now() < until; turn += 1) {
    const back = Math.floor(turn / 60) % 2 === 0 ? 1 : -1;
    await page.mouse.wheel(back * 12, back * 30);
    await page.waitForTimeout(8);
  }
  return frames;
}

/** Milliseconds from a key in a state's message to the frame that shows it: median and worst. */
async function typing(page: Page): Promise<{ median: number; worst: number }> {
  await page
    .locator(".react-flow__node")
    .first()
    .click({ position: { x: 60, y: 60 } });
  const field = page.getByRole("complementary").locator("textarea").first();
  await field.click();
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    document.addEventListener(
      "keydown",
      () => {
        const began = performance.now();
        requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - began)));
      },
      true,
    );
  });
  await page.keyboard.type("A text as somebody types it.", { delay: 90 });
  const waits = await page.evaluate(() => {
    const found: unknown = Object.entries(window).find(([name]) => name === "waits")?.[1];
    return Array.isArray(found) ? found.map(Number) : [];
  });
  const sorted = waits.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
}

const rows: Row[] = [];

for (const states of SIZES) {
  test(`${states} states`, async ({ page, kauli }) => {
    const id = await botOf(kauli, states);
    const first = await opening(page, id);
    const again = await opening(page, id);
    await page.waitForTimeout(1_500);
    const pan = await panning(page);
    await page.getByRole("button", { name: "Show everything" }).click();
    await page.waitForTimeout(1_000);
    const far = await panning(page);
    await page.goto(`/bots/${id}`);
    await page.locator(".react-flow__node").first().waitFor();
    await page.waitForTimeout(1_000);
    const { median, worst } = await typing(page);
    rows.push({
      states,
      "first open (ms)": Math.round(first),
      "open (ms)": Math.round(again),
      "pan (fps)": Math.round(pan),
      "pan, all in view (fps)": Math.round(far),
      "key to paint (ms)": Math.round(median),
      "worst (ms)": Math.round(worst),
    });
  });
}

test("the list of bots", async ({ page }) => {
  const scripts: Response[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) scripts.push(response);
  });
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  let size = 0;
  for (const script of scripts) size += gzipSync(await script.body()).length;
  console.log(`\nScript of the list of bots: ${Math.round(size / 1_000)} kB (gzip)`);
});

test.afterAll(() => {
  if (rows.length > 0) console.table(rows);
});
