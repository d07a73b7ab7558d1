import { expect, expectAccessible, test } from "./kauli";

const INTENTS = { hi: ["hi", "hello"], order: ["a pizza", "I need a pizza"] };
const FLOWS = {
  hi: { message: ["Hello!"], next_state: "end" },
  order: { message: ["How many?"], next_state: "number" },
  number: { message: ["{{number}} it is."], next_state: "end" },
};

interface Version {
  id: string;
  number: number;
  note: string;
  live: boolean;
}

test("a draft is published with a note, compared and rolled back", async ({ page, kauli }) => {
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", {
    name: "Duka",
    intents: INTENTS,
    flows: FLOWS,
  });
  await kauli.call("POST", `/bots/${id}/conversations/255711111111/messages`, { text: "a pizza" });
  const changed = {
    intents: { ...INTENTS, hi: ["hello", "hey"] },
    flows: { ...FLOWS, hi: { message: ["Karibu!"], next_state: "bye" }, bye: { message: ["Bye"] } },
  };
  await page.goto(`/bots/${id}/versions`);
  await expect(page.getByText("Version 1 answers, and it is the same as the draft.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish…" })).toBeDisabled();
  await kauli.call("PUT", `/bots/${id}/draft`, changed);
  await page.reload();
  await expectAccessible(page);

  await page.getByRole("button", { name: "See the changes" }).click();
  const compare = page.getByRole("dialog", { name: "What is different" });
  const states = compare.getByRole("region", { name: "States" });
  await expect(states.getByRole("listitem").filter({ hasText: "hi" }).first()).toContainText(
    "Now: Karibu!",
  );
  await expect(states.getByRole("listitem").filter({ hasText: "bye" }).last()).toContainText("new");
  const intents = compare.getByRole("region", { name: "Intents" });
  await expect(intents.getByRole("listitem")).toContainText(["hey"]);
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish the draft" });
  await dialog.getByLabel("What is new").fill("Warmer words");
  await expect(dialog.getByText("Nothing to mend.")).toBeVisible();
  await expect(dialog.getByText("This changes 2 states and 1 intent.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 2 answers, and it is the same as the draft.")).toBeVisible();
  const rows = page.getByRole("region", { name: "What was published" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Warmer words");
  await expect(rows.first()).toContainText("Answers now");
  await expect(rows.last()).toContainText("1 conversation under way");

  await page.getByRole("button", { name: "Go back to version 1" }).click();
  const back = page.getByRole("dialog", { name: "Go back to version 1?" });
  await expect(back.getByText("This changes 2 states and 1 intent.")).toBeVisible();
  await expectAccessible(page);
  await back.getByRole("button", { name: "Go back" }).click();
  await expect(page.getByText("Version 3 answers, and it is the same as the draft.")).toBeVisible();
  const draft = await kauli.call<{ flows: object }>("GET", `/bots/${id}/draft`);
  expect(draft.flows).toEqual(FLOWS);
  const { items } = await kauli.call<{ items: Version[] }>("GET", `/bots/${id}/versions`);
  expect(items.map(({ number, note, live }) => [number, note, live])).toEqual([
    [3, "Back to version 1", true],
    [2, "Warmer words", false],
    [1, "", false],
  ]);
});

test("publishing says what the checker, the receivers and the tests would say", async ({
  page,
  kauli,
}) => {
  const { id } = await kauli.call<{ id: number }>("POST", "/bots/import", {
    name: "Duka",
    intents: INTENTS,
    flows: FLOWS,
    webhook_url: "https://shop.example/new",
    webhook_trigger_intents: ["order"],
  });
  await kauli.call("POST", `/bots/${id}/tests`, {
    name: "Somebody orders",
    steps: [{ say: "a pizza", expect: { replies: [["How many?"]] } }],
  });
  const flows = {
    ...FLOWS,
    order: { message: ["How much?"], next_state: "amount" },
    amount: { message: ["{{amount}} it is."], next_state: "nowhere" },
  };
  await kauli.call("PATCH", `/bots/${id}/draft`, { flows });
  await page.goto(`/bots/${id}/versions`);
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish the draft" });
  await expect(dialog.getByText("It leads to 'nowhere'")).toBeVisible();
  await expect(dialog.getByText(/What the webhook of 'order' sends changes/).first()).toBeVisible();
  await expect(dialog.getByText("1 of 1 test fails with this draft")).toBeVisible();
  await expect(dialog.getByText("Somebody orders")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Publish all the same" }).click();
  await expect(page.getByText("Version 2 answers, and it is the same as the draft.")).toBeVisible();
});

test("general settings hold once they are saved, and are not lost on the way", async ({
  page,
  kauli,
}) => {
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", {
    name: "Duka",
    intents: INTENTS,
    flows: FLOWS,
    fallback_message: ["Samahani?"],
  });
  await page.goto(`/bots/${id}/settings`);
  await expectAccessible(page);
  const save = page.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeDisabled();
  await page.getByLabel("Name").fill("x".repeat(500));
  await save.click();
  await expect(page.getByText("At most 200 characters.")).toBeVisible();
  await page.getByLabel("Name").fill("👩🏾‍🍳 Mama Lishe");
  await page.getByLabel("Language").selectOption("swahili");
  const slider = page.getByRole("slider", { name: "Confidence threshold" });
  await slider.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Add a line" }).click();
  await page.getByLabel("Line 2 of the fallback message").fill("Andika: kuagiza.");
  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Stay here" }).click();
  await save.click();
  await expect(page.getByText("Saved. It holds at once")).toBeVisible();
  expect(await kauli.call("GET", `/bots/${id}`)).toMatchObject({
    name: "👩🏾‍🍳 Mama Lishe",
    language: "swahili",
    confidence_threshold: 0.55,
    fallback_message: ["Samahani?", "Andika: kuagiza."],
  });
  await expect(page.getByRole("banner").getByText("👩🏾‍🍳 Mama Lishe")).toBeVisible();
});

test("a phone in Swahili has room for all of it", async ({ page, kauli }) => {
  const { id } = await kauli.call<{ id: number }>("POST", "/templates/survey/bots", {
    language: "swahili",
    name: "Maoni ya wateja wa Kariakoo na Buguruni kwa ujumla wake wote ".repeat(3).trim(),
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem("kauli-language", '"sw"'));
  for (const path of ["/", "/new", `/bots/${id}/versions`, `/bots/${id}/settings`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, path).toBe(0);
    await expectAccessible(page);
  }
});
