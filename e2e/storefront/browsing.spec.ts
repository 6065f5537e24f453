// Walking through the shop: lists, variants, languages, the basket, light and dark.
import { ApiVisitor } from "../support/api.ts";
import { stockAtLeast, variantOf } from "../support/goods.ts";
import { addToBasket, openProduct } from "../support/purchase.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, notThere, said, test } from "../support/test.ts";
import { euros, plain, words } from "../support/words.ts";

const w = words("fr");

type CategoryPage = {
  total: number;
  items: { name: string; price: { minor: number } }[];
  facets: { key: string; label: string; type: string; values: { value: string; label: string; count: number }[] }[];
};
const category = (input: object) =>
  new ApiVisitor().query<CategoryPage>("shop.catalogue.category", {
    slug: "assises",
    limit: 24,
    sort: "featured",
    ...input,
  });

test("filters and sorts a category in its address, and back returns", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/fr/categories/assises");
  await expectAccessible(page);
  const titles = page.getByRole("main").getByRole("article").getByRole("heading");
  const all = await category({});
  await expect(titles).toHaveCount(all.items.length);

  await page.getByLabel(w("storefront.list.sort"), { exact: true }).selectOption("price_desc");
  await expect(page).toHaveURL(/[?&]sort=price_desc/);
  const byPrice = await category({ sort: "price_desc" });
  await expect(titles).toHaveText(byPrice.items.map((item) => item.name));

  const facet = all.facets.find((each) => each.type === "choice" && each.values.some(({ count }) => count < all.total));
  const value = facet?.values.find(({ count }) => count < all.total);
  await page.getByRole("button", { name: w("storefront.list.filtersActive", { count: 0 }) }).click();
  const sheet = page.getByRole("dialog", { name: w("storefront.list.filters") });
  await expect(sheet).toBeVisible();
  await expectAccessible(page);
  await sheet
    .getByRole("group", { name: facet?.label ?? "", exact: true })
    .getByLabel(new RegExp(`^${value?.label}`))
    .check();
  await expect(page).toHaveURL(new RegExp(`[?&]${facet?.key}=${value?.value}`));
  const filtered = await category({ sort: "price_desc", filters: { [facet?.key ?? ""]: [value?.value] } });
  expect(filtered.total).toBe(value?.count);
  await sheet.getByRole("button", { name: w("storefront.list.show", { count: filtered.total }) }).click();
  await expect(titles).toHaveText(filtered.items.map((item) => item.name));
  const address = page.url();

  await page.getByRole("main").getByRole("article").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/fr\/products\//);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(titles).toHaveText(filtered.items.map((item) => item.name));

  await page.getByRole("button", { name: w("storefront.list.removeFilter", { name: value?.label ?? "" }) }).click();
  await expect(titles).toHaveCount(all.items.length);
  await expect(page).not.toHaveURL(new RegExp(`${facet?.key}=`));
});

test("choosing a variant changes photo, price and address", async ({ visitor }) => {
  const page = await visitor();
  type Product = {
    options: { key: string; name: string; values: { value: string; label: string }[] }[];
    variants: { sku: string; options: Record<string, string>; price: { minor: number }; media: { key: string }[] }[];
  };
  const product = await new ApiVisitor().query<Product>("shop.catalogue.product", { slug: "planche-ormeau" });
  await openProduct(page, "fr", "planche-ormeau");
  const first = product.variants[0];
  await expect(page.getByTestId("price")).toContainText(euros(first?.price.minor ?? 0, "fr").replace(" €", ""));

  const other = product.variants.find(
    (v) => v.price.minor !== first?.price.minor && v.media[0]?.key !== first?.media[0]?.key,
  );
  expect(other, "a variant with another price and photo").toBeDefined();
  for (const option of product.options) {
    const label = option.values.find(({ value }) => value === other?.options[option.key])?.label ?? "";
    await page
      .getByRole("group", { name: new RegExp(`^${option.name}`) })
      .getByLabel(label, { exact: true })
      .check();
  }
  await expect(page).toHaveURL(new RegExp(`sku=${other?.sku}`));
  await expect
    .poll(async () => plain((await page.getByTestId("price").textContent()) ?? ""))
    .toContain(euros(other?.price.minor ?? 0, "fr"));
  const photo = page.getByRole("region", { name: w("storefront.product.photos") }).getByRole("img");
  await expect
    .poll(async () => {
      for (const image of await photo.all()) {
        const box = await image.boundingBox();
        const width = page.viewportSize()?.width ?? 0;
        const inView = box && box.x > -box.width / 2 && box.x < width && box.width > 0;
        const shown = (await image.getAttribute("src")) ?? "";
        if (inView && decodeURIComponent(shown).includes(other?.media[0]?.key ?? "?")) return true;
      }
      return false;
    })
    .toBe(true);
  // The address is enough to come back to the same choice.
  await page.reload();
  await expect(said(page, w("storefront.product.sku", { sku: other?.sku ?? "" }))).toBeVisible();
  await expectAccessible(page);
});

test("the other language is the same page", async ({ visitor }, { project }) => {
  const page = await visitor();
  await openProduct(page, "fr", "chaise-alba", "MC-CHA-ALBA-NOY");
  const here = project.name === "mobile" ? page.getByRole("contentinfo") : page.getByRole("banner");
  const other = here.getByRole("link", { name: w("common.language.switch") });
  // The chosen variant is known in the browser only: the link carries it once the page has woken up.
  await expect(other).toHaveAttribute("href", /sku=MC-CHA-ALBA-NOY/);
  await other.click();
  await expect(page).toHaveURL(/\/en\/products\/chaise-alba\?sku=MC-CHA-ALBA-NOY$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const { name } = await sqlRow<{ name: string }>("SELECT name->>'en' AS name FROM product WHERE slug = 'chaise-alba'");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(said(page, words("en")("storefront.product.sku", { sku: "MC-CHA-ALBA-NOY" }))).toBeVisible();
});

test("the basket stays, in a new tab and after a reload, and changes with a press", async ({ visitor }, {
  project,
}) => {
  const sku = project.name === "mobile" ? "MC-VAS-COLL-NOI-22" : "MC-VAS-COLL-NOI-30";
  const variant = await stockAtLeast(sku, 6);
  const page = await visitor();
  await openProduct(page, "fr", variant.slug, sku);
  await addToBasket(page, w);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: w("storefront.header.cartCount", { count: 1 }) })).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto("/fr/cart");
  const line = tab.getByRole("main").getByRole("listitem");
  await expect(line).toHaveCount(1);
  // Shown before the shop has answered, and a reload would break that off.
  const answered = tab.waitForResponse(/shop\.cart\.setQuantity/);
  await line.getByRole("button", { name: w("common.quantity.more", { of: "" }).trim() }).click();
  await expect(tab.getByRole("link", { name: w("storefront.header.cartCount", { count: 2 }) })).toBeVisible();
  await answered;
  await tab.reload();
  await expect(line.getByRole("textbox")).toHaveValue("2");
  await expectAccessible(tab);
  await line.getByRole("button", { name: w("storefront.cart.remove", { name: "" }).trim() }).click();
  await expect(tab.getByRole("heading", { name: w("storefront.cart.empty") })).toBeVisible();
  await expectAccessible(tab);
});

test("dark is dark, stays dark, and is as readable", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/fr");
  await page.getByRole("contentinfo").getByLabel(w("common.theme.label")).selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const { slug } = await variantOf("MC-CHA-ALBA-NAT");
  for (const path of ["/fr", "/fr/categories/luminaires", `/fr/products/${slug}`, "/fr/cart", "/fr/sign-in"]) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    const paper = await page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      if (!canvas) return 255;
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
    });
    expect(paper, `brightness of ${path}`).toBeLessThan(80);
    await expectAccessible(page);
  }
});

test("every page of words can be read", async ({ visitor, allowErrors }) => {
  allowErrors(notThere);
  const page = await visitor({ locale: "en" });
  for (const path of ["legal", "terms", "privacy", "shipping", "order", "register", "sign-in/forgot"]) {
    await page.goto(`/en/${path}`);
    await expectAccessible(page);
  }
  const missing = await page.goto("/en/nothing-of-that-name");
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: words("en")("common.notFound.title") })).toBeVisible();
  await expectAccessible(page);
  // Goods that do not exist are told apart before the shell of their page is on its way.
  for (const goods of ["products", "categories"]) {
    const unknown = await page.goto(`/en/${goods}/nothing-of-that-name`);
    expect(unknown?.status()).toBe(404);
  }
  await expect(page.getByRole("heading", { level: 1, name: words("en")("common.notFound.title") })).toBeVisible();
  await expect(page.locator('meta[name="robots"][content="noindex"]').first()).toBeAttached();
});
