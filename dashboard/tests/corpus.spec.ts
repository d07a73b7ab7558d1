import { docOf, parse, write, writeDoc } from "../src/flow/document";
import { publishedBots } from "../src/flow/testing/corpus";
import { expect, test } from "./kauli";

/** Published bots, with every fault that published bots have. */
test.describe("published bots", () => {
  for (const { name, doc } of publishedBots()) {
    test(`${name} survives an edit and its undo, byte for byte`, async ({ page, kauli }) => {
      const flows = write(doc.flows);
      const file = `{"name": "${name}", "intents": ${write(doc.intents)}, "flows": ${flows}}`;
      const { id } = await kauli.upload("/bots/import", file);
      const exported = () => kauli.text(`/bots/${id}/export`);
      const draft = () => kauli.text(`/bots/${id}/draft`);
      const [before, draftBefore] = [await exported(), await draft()];

      await page.goto(`/bots/${id}?view=list`);
      const saving = page.locator("[data-saving]");
      await expect(saving).toHaveAttribute("data-saving", "saved");
      // A new state, and words added to the first one that there is.
      await page.getByRole("button", { name: "Add state" }).click();
      await page.getByLabel("State name").fill("a brand new state");
      await page.getByRole("textbox", { name: "Message", exact: true }).fill("Hello");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect.poll(exported).toContain("a brand new state");
      await expect(saving).toHaveAttribute("data-saving", "saved");
      expect(await draft()).not.toBe(draftBefore);

      await page.getByRole("button", { name: /^Undo/ }).click();
      await expect(page.getByRole("button", { name: /^Undo/ })).toBeDisabled();
      await expect.poll(exported).toBe(before);
      await expect(saving).toHaveAttribute("data-saving", "saved");

      // And it leaves as it came.
      expect(writeDoc(docOf(parse(before)))).toBe(writeDoc(doc));
      expect(writeDoc(docOf(parse(draftBefore)))).toBe(writeDoc(doc));
    });
  }
});
