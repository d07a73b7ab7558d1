import { expect, test } from "./kauli";

const MOST = 250_000;

test("the list of bots loads less than 250 kB of script", async ({ page }) => {
  const sizes = new Map<string, number>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js")) return;
    expect(response.headers()["content-encoding"] ?? "identity").toMatch(/gzip|identity/);
    sizes.set(pathname, Number(response.headers()["content-length"]));
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Bots", exact: true })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(MOST);
});
