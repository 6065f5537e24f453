// What search engines, shopping sites and networks read of the shop, and the price that a reduction is compared with.
import { ApiVisitor } from "../support/api.ts";
import { shopUrl } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, plain, words } from "../support/words.ts";

type Money = { minor: number; currency: string };
type Product = { name: string; variants: { sku: string; price: Money; compareAt: Money | null }[] };
const slug = "gueridon-pion";
const productOf = (of: string) => new ApiVisitor().query<Product>("shop.catalogue.product", { slug: of });
const textAt = async (path: string) => (await fetch(shopUrl + path)).text();

test("a reduction is compared with the lowest price of the thirty days before it", async ({ visitor }) => {
  const [variant] = (await productOf(slug)).variants;
  if (!variant?.compareAt) throw new Error("the demo shop has a reduction");
  const w = words("fr");
  const page = await visitor();
  await page.goto(`/fr/products/${slug}?sku=${variant.sku}`);
  const price = page.getByTestId("price");
  await expect(price.locator("s")).toHaveText(plain(euros(variant.compareAt.minor, "fr")));
  await expect(price).toContainText(w("common.price.before"));
  await expect(said(page, w("storefront.product.prior"))).toBeVisible();
  await expectAccessible(page);
  await page.goto("/fr/categories/tables");
  const tile = page.getByRole("article").filter({ has: page.locator(`a[href$="/products/${slug}"]`) });
  await expect(tile.locator("s")).toHaveText(plain(euros(variant.compareAt.minor, "fr")));
});

test("a product page says what it is, in every language, whatever its address carries", async ({ visitor }) => {
  const product = await productOf(slug);
  const page = await visitor({ locale: "en" });
  await page.goto(`/en/products/${slug}?sku=${product.variants[0]?.sku}&utm_source=test`);
  const link = (rel: string) => page.locator(`link[rel="${rel}"]`).first();
  await expect(link("canonical")).toHaveAttribute("href", `${shopUrl}/en/products/${slug}`);
  for (const [language, at] of [
    ["fr", "fr"],
    ["en", "en"],
    ["x-default", "fr"],
  ]) {
    const alternate = page.locator(`link[rel="alternate"][hreflang="${language}"]`).first();
    await expect(alternate).toHaveAttribute("href", `${shopUrl}/${at}/products/${slug}`);
  }
  const data = await page.locator('script[type="application/ld+json"]').first().textContent();
  const graph = (JSON.parse(data ?? "") as { "@graph": Record<string, unknown>[] })["@graph"];
  const group = graph.find((node) => node["@type"] === "ProductGroup") as {
    hasVariant: { sku: string; offers: { availability: string; price: string } }[];
  };
  expect(group.hasVariant.map((v) => [v.sku, v.offers.price])).toEqual(
    product.variants.map((v) => [v.sku, (v.price.minor / 100).toFixed(2)]),
  );
  for (const { offers } of group.hasVariant) expect(offers.availability).toMatch(/^https:\/\/schema\.org\//);
  const picture = await page.locator('meta[property="og:image"]').first().getAttribute("content");
  const shared = await fetch(picture ?? "");
  expect([shared.status, shared.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect((await shared.arrayBuffer()).byteLength).toBeLessThan(300_000);
});

test("the whole of a list is for search engines, its parts are not", async ({ visitor }) => {
  const page = await visitor();
  const robots = page.locator('meta[name="robots"]');
  await page.goto("/fr/categories/assises");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(robots).toHaveCount(0);
  await page.goto("/fr/categories/assises?sort=price_desc");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(robots.first()).toHaveAttribute("content", /noindex/);
  await expect(page.locator('link[rel="canonical"]').first()).toHaveAttribute(
    "href",
    `${shopUrl}/fr/categories/assises`,
  );
});

test("the site map and the feed lead to every product on sale", async () => {
  expect(await textAt("/robots.txt")).toContain(`Sitemap: ${shopUrl}/sitemap.xml`);
  const index = await textAt("/sitemap.xml");
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, at]) => new URL(at ?? "").pathname);
  expect(parts).toEqual(expect.arrayContaining(["/sitemaps/pages.xml", "/sitemaps/categories.xml"]));
  const map = (await Promise.all(parts.map(textAt))).join("");
  for (const path of ["/fr", "/en/categories/assises", `/fr/products/${slug}`, `/en/products/${slug}`]) {
    expect(map).toContain(`<loc>${shopUrl}${path}</loc>`);
  }
  expect((await fetch(`${shopUrl}/sitemaps/products-prd_none.xml`)).status).toBe(404);
  const feed = await textAt("/feeds/google-fr.xml");
  for (const { sku } of (await productOf(slug)).variants) expect(feed).toContain(`<g:id>${sku}</g:id>`);
  expect(feed.trimEnd().endsWith("</rss>")).toBe(true);
});
