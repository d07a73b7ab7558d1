import type { Locator, Page } from "@playwright/test";
import { draftOf, makeBot } from "./canvasKit";
import { expect, expectAccessible, test } from "./kauli";

function editor(page: Page): Locator {
  return page.getByRole("textbox", { name: "The bot as code" });
}

function status(page: Page): Locator {
  return page.getByRole("status").filter({ hasText: /Every change|Reading|Line \d+/ });
}

async function open(page: Page, id: number): Promise<void> {
  await page.goto(`/bots/${id}?view=code`);
  await expect(editor(page)).toContainText("next_state: size");
}

/** Put the cursor at the end of the line with this text. */
async function endOf(page: Page, text: string): Promise<void> {
  await page.locator(".cm-line", { hasText: text }).first().click();
  await page.keyboard.press("End");
}

test.describe("the code view", () => {
  test("takes over what is typed, and undo in the other views takes it back", async ({
    page,
    kauli,
  }) => {
    const id = await makeBot(kauli);
    await open(page, id);
    await endOf(page, "- Thank you!");
    await page.keyboard.type(" See you.");
    await expect
      .poll(async () => (await draftOf(kauli, id)).flows.done?.message)
      .toEqual(["Thank you! See you."]);
    await expect(status(page)).toContainText("Every change");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(editor(page)).not.toContainText("See you.");
    await expect
      .poll(async () => (await draftOf(kauli, id)).flows.done?.message)
      .toEqual(["Thank you!"]);
  });

  test("says at the line what is wrong, and keeps what is typed and the last good bot", async ({
    page,
    kauli,
  }) => {
    const id = await makeBot(kauli);
    await open(page, id);
    await endOf(page, "- Thank you!");
    await page.keyboard.press("Enter");
    await page.keyboard.type('- "never closed');
    // The editor closes quotes by itself; this one is taken away again.
    await page.keyboard.press("Delete");
    await expect(status(page)).toContainText("This text has no closing quote. Add it.");
    await expect(page.locator(".cm-lint-marker-error")).toHaveCount(1);
    await expect(page.getByRole("radio", { name: "JSON" })).toBeDisabled();

    // Another view, and even the page loaded again: it is all still there.
    await page.getByText("List", { exact: true }).click();
    await expect(editor(page)).toHaveCount(0);
    await page.getByText("Code", { exact: true }).click();
    await expect(editor(page)).toContainText("never closed");
    await page.reload();
    await expect(editor(page)).toContainText("never closed");
    expect((await draftOf(kauli, id)).flows.done?.message).toEqual(["Thank you!"]);

    await page.locator(".cm-line", { hasText: "never closed" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type('"');
    await expect(status(page)).toContainText("Every change");
    await expect
      .poll(async () => (await draftOf(kauli, id)).flows.done?.message)
      .toEqual(["Thank you!", "never closed"]);
  });

  test("throws a broken text away only when asked twice", async ({ page, kauli }) => {
    const id = await makeBot(kauli);
    await open(page, id);
    await endOf(page, "- Thank you!");
    await page.keyboard.type("\n\t: [");
    await expect(status(page)).toContainText(/Line \d+:/);
    await page.getByRole("button", { name: "Discard my text" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard my text" }).click();
    await expect(status(page)).toContainText("Every change");
    await expect(editor(page)).toContainText("- Thank you!");
  });

  test("shows the checker's findings at their lines", async ({ page, kauli }) => {
    const id = await makeBot(kauli, {
      intents: { order: ["a pizza"] },
      flows: { order: { message: ["Hi"], next_state: "size" } },
    });
    await open(page, id);
    const marker = page.locator(".cm-lint-marker-error");
    await expect(marker).toHaveCount(1);
    const line = await page.locator(".cm-line", { hasText: "next_state: size" }).boundingBox();
    const mark = await marker.boundingBox();
    expect(Math.abs((line?.y ?? 0) - (mark?.y ?? 99))).toBeLessThan(12);
    await marker.hover();
    await expect(page.locator(".cm-tooltip-lint")).toContainText("'size', which does not exist");
  });

  test("completes the names of states", async ({ page, kauli }) => {
    const id = await makeBot(kauli);
    await open(page, id);
    await endOf(page, "next_state: size");
    for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press("Backspace");
    await page.keyboard.type("do");
    const option = page.getByRole("option", { name: "done" });
    await expect(option).toBeVisible();
    await page.waitForTimeout(100);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await draftOf(kauli, id)).flows.order?.next_state).toBe("done");
  });

  test("is YAML or JSON, as one likes, and remembers which", async ({ page, kauli }) => {
    const id = await makeBot(kauli);
    await open(page, id);
    await page.getByText("JSON", { exact: true }).click();
    await expect(editor(page)).toContainText('"next_state": "size"');
    await endOf(page, '"Thank you!"');
    await page.keyboard.type(', "Bye!"');
    await expect
      .poll(async () => (await draftOf(kauli, id)).flows.done?.message)
      .toEqual(["Thank you!", "Bye!"]);
    await page.reload();
    await expect(editor(page)).toContainText('"next_state": "size"');
  });

  test("brings together what two people do, and asks where both did the same", async ({
    page,
    kauli,
  }) => {
    const id = await makeBot(kauli);
    await open(page, id);
    // A broken text waits while somebody else changes another state and this one.
    await endOf(page, "next_state: end");
    await page.keyboard.type(": x: y");
    await expect(status(page)).toContainText(/Line \d+:/);
    const draft = await draftOf(kauli, id);
    await kauli.call("PUT", `/bots/${id}/draft`, {
      ...draft,
      flows: {
        ...draft.flows,
        done: { message: ["Asante!"], next_state: "end" },
        order: { message: ["Ukubwa gani?"], next_state: "size" },
      },
    });
    await page.reload();
    await expect(editor(page)).toContainText("end: x: y");
    await endOf(page, "Thank you!");
    await page.keyboard.type(" Mine.");
    await endOf(page, "end: x: y");
    for (let sign = 0; sign < 6; sign += 1) await page.keyboard.press("Backspace");
    await expect(page.getByText("Somebody changed the same meanwhile")).toBeVisible();
    await page.getByRole("button", { name: "Keep what I typed" }).click();
    await expect(editor(page)).toContainText("Ukubwa gani?");
    await expect
      .poll(async () => (await draftOf(kauli, id)).flows.done?.message)
      .toEqual(["Thank you! Mine."]);
    expect((await draftOf(kauli, id)).flows.order?.message).toEqual(["Ukubwa gani?"]);
  });

  test("can be left by keyboard, and is accessible in light and dark", async ({ page, kauli }) => {
    const id = await makeBot(kauli);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, id);
      await expectAccessible(page);
    }
    await editor(page).focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(editor(page)).not.toBeFocused();
  });

  test("comes to the state that is selected elsewhere", async ({ page, kauli }) => {
    const flows = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [
        `state_${at}`,
        { message: ["Hi"], next_state: at === 0 ? "size" : "end" },
      ]),
    );
    const id = await makeBot(kauli, { intents: { state_0: ["hi"] }, flows }, null);
    await page.goto(`/bots/${id}?view=code&state=state_90`);
    await expect(page.locator(".cm-line", { hasText: /^ {2}state_90:/ })).toBeInViewport();
  });
});
