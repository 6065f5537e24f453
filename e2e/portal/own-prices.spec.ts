// Prices of a company's own: staff write one, a member who buys for the company sees it wherever a price is told, to the
// cent, and everybody's again once they buy for themselves. Nobody else ever does.
import type { Page } from "@playwright/test";
import { formatMoney } from "../../server/kernel/money.ts";
import { apiAs } from "../support/api.ts";
import { stockAtLeast } from "../support/goods.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const fr = words("fr");
const h = (key: string, values?: Record<string, string | number>) => fr(`storefront.header.${key}`, values);
const b = (key: string, values?: Record<string, string | number>) => fr(`backoffice.priceLists.${key}`, values);
const euros = (minor: number) => formatMoney({ minor, currency: "EUR" }, "fr");

/** The article's tile on its family's page: the story's finish is the one that costs least. */
const tileOf = (page: Page, name: string) =>
  page
    .getByRole("main")
    .getByRole("article")
    .filter({ has: page.getByRole("link", { name, exact: true }) });

/** Chooses for whom to buy, in the header, by keyboard alone. */
async function buyFor(page: Page, name: string) {
  const choice = page
    .getByRole("banner")
    .getByRole("button", { name: startsWith(h("buyingFor", { name: "" }).trim()) });
  await choice.focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitemradio", { name, exact: true });
  await expect(item).toBeVisible();
  for (let presses = 0; presses < 4; presses += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("ArrowDown");
  }
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("banner").getByRole("button", { name: h("buyingFor", { name }), exact: true }),
  ).toBeVisible();
}

test("staff write a price on a company's list; its member sees it everywhere, and everybody's when buying privately", async ({
  visitor,
}, { project }) => {
  const sku = project.name === "mobile" ? "MC-CAR-SOUR-CLA" : "MC-APP-HALO-NOI";
  const article = await stockAtLeast(sku, 8);
  const { name, family, minor } = await sqlRow<{ name: string; family: string; minor: number }>(
    `SELECT p.name ->> 'fr' AS name, c.slug AS family, (i.unit_price * 100)::int AS minor
     FROM variant v JOIN product p ON p.id = v.product_id JOIN product_category pc ON pc.product_id = p.id
     JOIN category c ON c.id = pc.category_id AND c.parent_id IS NULL JOIN price_list_item i ON i.variant_id = v.id
     JOIN price_list l ON l.id = i.price_list_id AND l.code = 'WEB-EUR'
     WHERE v.id = $1 AND i.min_quantity = 1 AND i.valid_from IS NULL LIMIT 1`,
    [article.id],
  );
  const own = Math.round(minor * 0.83) - 1;

  const member = await newCustomer("Maud Lenoir");
  const company = await member.api.mutate<{ id: string }>("account.companies.open", { name: "Atelier Lenoir" });
  const manager = await apiAs("catalogue");
  const code = `E2E-${project.name}-${Date.now()}`.toUpperCase().slice(0, 32);
  const list = await manager.mutate<{ id: string }>("admin.priceLists.create", {
    ...{ code, name: { fr: "Ateliers amis", en: "Friendly workshops" }, currency: "EUR", taxIncluded: true },
  });
  const sales = await apiAs("sales");
  await sales.mutate("admin.companies.setPriceList", { companyId: company.id, priceListId: list.id });

  const staff = await visitor({ as: "catalogue" });
  await staff.goto(`/fr/admin/price-lists/${list.id}`);
  await expect(staff.getByRole("region", { name: b("buyers") })).toContainText("Atelier Lenoir");
  await expectAccessible(staff);
  const dialog = staff.getByRole("dialog");
  // What is pressed before the page answers is pressed again.
  await expect(async () => {
    await staff.getByRole("button", { name: b("addPrice"), exact: true }).click();
    await expect(dialog).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await dialog.getByRole("button", { name: b("savePrice"), exact: true }).click();
  await expect(dialog.getByText(b("skuMissing"), { exact: true })).toBeVisible();
  await expectAccessible(staff);
  await dialog.getByLabel(startsWith(b("sku"))).fill(sku);
  await dialog.getByLabel(startsWith(b("priceOf", { currency: "EUR" }))).fill((own / 100).toFixed(2).replace(".", ","));
  await dialog.getByRole("button", { name: b("savePrice"), exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = staff
    .getByRole("table", { name: b("prices") })
    .getByRole("row")
    .filter({ hasText: sku });
  await expect(row).toContainText(euros(own));
  await expectAccessible(staff);

  // Their own company from the start: whoever opens an account buys for it.
  const page = await visitor({ as: member.api });
  await page.goto(`/fr/products/${article.slug}?sku=${sku}`);
  const price = page.getByRole("main").getByTestId("price").first();
  await expect(price).toContainText(euros(own));
  await expect(price).toContainText(euros(minor));
  await page.goto(`/fr/categories/${family}`);
  const tile = tileOf(page, name);
  await expect(tile).toContainText(fr("storefront.tile.own"));
  await expect(tile).toContainText(euros(own));
  await expect(tile.locator("s")).toHaveText(euros(minor));
  await expectAccessible(page);

  await member.api.mutate("shop.cart.add", { variantId: article.id, quantity: 2 });
  await page.context().addCookies(member.api.cookies.map((cookie) => ({ ...cookie, url: new URL(page.url()).origin })));
  const lines = page.getByRole("main").getByRole("list").filter({ hasText: name }).first();
  await page.goto("/fr/cart");
  await expect(lines).toContainText(euros(own));
  await expect(lines).toContainText(euros(2 * own));
  await page.goto("/fr/checkout");
  const review = page.getByRole("region", { name: fr("checkout.review.title") });
  await expect(review).toContainText(euros(2 * own));
  await expect(review.locator("s")).toHaveText(euros(minor));
  // Pale until the price is known.
  await expect(page.getByRole("button", { name: fr("checkout.submit") })).toBeEnabled();
  await expectAccessible(page);

  // For themselves: what everybody pays, also after a reload, and at checkout before anything else was pressed.
  await buyFor(page, h("myself"));
  await expect(review.locator("s")).toHaveCount(0);
  await expect(review).toContainText(euros(2 * minor));
  await page.goto(`/fr/categories/${family}`);
  await expect(
    page.getByRole("banner").getByRole("button", { name: h("buyingFor", { name: h("myself") }) }),
  ).toBeVisible();
  await expect(tile).toContainText(euros(minor));
  await expect(tile).not.toContainText(euros(own));
  await expectAccessible(page);
  // And back, where the tile is: it follows without a reload.
  await buyFor(page, "Atelier Lenoir");
  await expect(tile).toContainText(euros(own));

  // A guest is shown neither the choice nor the price, and is not asked about.
  const asked: string[] = [];
  const guest = await visitor();
  guest.on("request", (request) => /ownTiles|ownPrices|companies/.test(request.url()) && asked.push(request.url()));
  await guest.goto(`/fr/categories/${family}`);
  await expect(tileOf(guest, name)).toContainText(euros(minor));
  await guest.goto(`/fr/products/${article.slug}?sku=${sku}`);
  await expect(guest.getByRole("main").getByTestId("price").first()).toHaveText(euros(minor));
  await expect(guest.getByRole("banner").getByRole("button", { name: startsWith("Acheter pour") })).toHaveCount(0);
  expect(asked).toEqual([]);
});
