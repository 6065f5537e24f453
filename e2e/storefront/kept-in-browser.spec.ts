// Nothing is kept in a fresh visitor's browser that the privacy page does not name, and nothing is asked of anybody else.
import { keptInBrowser } from "../../components/storefront/kept-in-browser.ts";
import { openProduct } from "../support/purchase.ts";
import { shopUrl } from "../support/shop.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { words } from "../support/words.ts";

const w = words("fr");
const namesIn = (place: (typeof keptInBrowser)[number]["place"]) =>
  keptInBrowser.filter((each) => each.place === place).map((each): string => each.name);
const bare = (name: string) => name.replace(/^__(Secure|Host)-/, "");

test("a fresh visitor walks the shop: only what the privacy page names stays, and no other site is asked", async ({
  visitor,
}) => {
  const page = await visitor();
  const context = page.context();
  const elsewhere: string[] = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== new URL(shopUrl).origin) elsewhere.push(url.href);
  });
  const kept = async () => ({
    cookies: (await context.cookies()).map(({ name }) => bare(name)).sort(),
    local: await page.evaluate(() => Object.keys(localStorage).sort()),
    session: await page.evaluate(() => Object.keys(sessionStorage).sort()),
  });
  const expectListed = async () => {
    const { cookies, local, session } = await kept();
    expect(
      cookies.filter((name) => !namesIn("cookie").includes(name)),
      "cookies",
    ).toEqual([]);
    expect(
      local.filter((name) => !namesIn("local").includes(name)),
      "localStorage",
    ).toEqual([]);
    expect(
      session.filter((name) => !namesIn("session").includes(name)),
      "sessionStorage",
    ).toEqual([]);
  };

  // Looking around leaves nothing at all.
  const looks = ["", "/categories/assises", "/search?q=lampe", "/journal", "/journal/reparer-une-chaise", "/stores"];
  for (const path of [...looks, "/shipping", "/terms", "/legal", "/wishlist", "/cart", "/sign-in"]) {
    const answer = await page.goto(`/fr${path}`);
    expect(answer?.headers()["set-cookie"], path).toBeUndefined();
    expect(answer?.headers()["content-security-policy"]).toMatch(/default-src 'self';/);
    expect(answer?.headers()["content-security-policy"]).not.toMatch(/https?:|\*/);
    await expect(page.locator("h1").first()).toBeVisible();
    await page.mouse.wheel(0, 4_000);
    expect(await kept(), path).toEqual({ cookies: [], local: [], session: [] });
  }

  // Looking at a product keeps it among those seen, a purchase begun keeps what it needs.
  await openProduct(page, "fr", "lampe-cepe");
  await page
    .getByRole("main")
    .getByRole("button", { name: w("storefront.product.add"), exact: true })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect.poll(async () => (await kept()).cookies).toContain("comptoir_cart");
  await expectListed();
  await page.goto("/fr/checkout");
  await page.locator('input[type="email"]').first().fill("quelqu.un@example.com");
  await page.locator('input[type="email"]').first().blur();
  await expectListed();
  await expect.poll(async () => (await kept()).local).toContain("comptoir-known");

  await page.goto("/fr/privacy");
  for (const { name } of keptInBrowser) await expect(page.getByRole("cell", { name, exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(elsewhere).toEqual([]);
});
