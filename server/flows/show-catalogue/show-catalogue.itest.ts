import { beforeAll, describe, expect, it } from "vitest";
import { feedPageSchema, offersSchema, sitemapPageSchema } from "#server/modules/catalogue/showing-contract.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { isKnownAddress } from "../browse/known-address.ts";
import { changePrice } from "../edit-product/change-price.ts";
import { listFeed } from "./list-feed.ts";
import { siteMapPage, siteMapParts } from "./map-site.ts";
import { viewOffers } from "./view-offers.ts";

const reader = { channelCode: "web", locale: "fr", now: new Date() } as const;

beforeAll(async () => {
  await demoShop();
  await db().product.update({ where: { slug: "bol-gres" }, data: { status: "draft" } });
  await db().priceListItem.deleteMany({ where: { variant: { product: { slug: "mug-gres" } } } });
});

/** Every page of a keyset listing. */
async function all<T>(read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>) {
  const pages: T[][] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    pages.push(page.items);
    if (!page.nextCursor) return pages;
    cursor = page.nextCursor;
  }
}

describe("the offers of a product", () => {
  it("tell bands of stock as of now, the cheapest way to each country and the returns, in five statements", async () => {
    const { value, statements } = await countStatements(() => viewOffers(db(), reader, "gueridon-pion"));
    expect(statements.length).toBeLessThanOrEqual(5);
    expect(offersSchema.parse(value)).toEqual(value);
    expect(value).toMatchObject({ asOf: reader.now.toISOString(), returnDays: 14 });
    expect(value.countries).toContain("FR");
    for (const variant of value.variants) {
      const home = variant.shipping.filter((s) => s.country === "FR");
      expect(home).toEqual([expect.objectContaining({ price: { minor: 0, currency: "EUR" } })]);
    }
  });

  it("follow the stock that there is, without telling a count", async () => {
    const { id, sku } = await db().variant.findFirstOrThrow({ where: { product: { slug: "gueridon-pion" } } });
    const offer = async () => (await viewOffers(db(), reader, "gueridon-pion")).variants.find((v) => v.sku === sku);
    const set = (onHand: number) =>
      db().stockLevel.updateMany({ where: { variantId: id }, data: { onHand, reserved: 0 } });
    await db().stockPolicy.deleteMany({ where: { variantId: id } });
    await set(0);
    expect(await offer()).toMatchObject({ availability: "out_of_stock", availableOn: null });
    await db().stockLevel.updateMany({ where: { variantId: id, location: { code: "WH-LYON" } }, data: { onHand: 1 } });
    expect(await offer()).toMatchObject({ availability: "limited" });
    await set(500);
    expect(await offer()).toMatchObject({ availability: "in_stock" });
    expect(Object.keys((await offer()) ?? {}).sort()).toEqual(["availability", "availableOn", "shipping", "sku"]);
  });

  it("do not exist for what is not on sale", async () => {
    for (const slug of ["bol-gres", "mug-gres", "nothing-here"]) {
      await expect(viewOffers(db(), reader, slug)).rejects.toMatchObject({ code: "catalogue.product_not_found" });
    }
  });
});

describe("the feed", () => {
  it("lists each variant on sale once, whatever the page size, in five statements a page", async () => {
    const { value: whole, statements } = await countStatements(() => listFeed(db(), reader, { limit: 500 }));
    expect(statements.length).toBeLessThanOrEqual(5);
    expect(feedPageSchema.parse(whole)).toEqual(whole);
    expect(whole.nextCursor).toBeNull();
    const pages = await all((cursor) => listFeed(db(), reader, { cursor, limit: 7 }));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.flat().map((i) => i.sku)).toEqual(whole.items.map((i) => i.sku));
    const sold = await db().variant.count({
      where: { status: "active", product: { status: "active" }, prices: { some: {} } },
    });
    expect(whole.items).toHaveLength(sold);
    expect(whole.items.map((i) => i.slug)).not.toEqual(expect.arrayContaining(["bol-gres"]));
  });

  it("tells a reduction with the lowest price before it, and groups variants", async () => {
    const { items } = await listFeed(db(), { ...reader, locale: "en" }, { limit: 500 });
    const pion = items.filter((i) => i.slug === "gueridon-pion");
    expect(pion.length).toBeGreaterThan(1);
    for (const item of pion) {
      expect(item).toMatchObject({ price: { minor: 14_300 }, compareAt: { minor: 17_900 }, variantCount: pion.length });
      expect(item.options).toHaveLength(1);
      expect(item.media.length).toBeGreaterThan(0);
    }
  });
});

describe("the site map", () => {
  it("is partitioned without leaving anything out or telling it twice", async () => {
    const whole = (await all((cursor) => siteMapPage(db(), reader, { from: "prd_", cursor, limit: 1_000 }))).flat();
    expect(whole.map((p) => p.slug)).toContain("chaise-alba");
    for (const gone of ["bol-gres", "mug-gres"]) expect(whole.map((p) => p.slug)).not.toContain(gone);
    const parts = await siteMapParts(db(), 10);
    expect(parts.length).toBe(4);
    const inParts: string[] = [];
    for (const { from, lastModified } of parts) {
      const part = (await all((cursor) => siteMapPage(db(), reader, { from, cursor, limit: 3 }, 10))).flat();
      expect(part.length).toBeLessThanOrEqual(10);
      expect(sitemapPageSchema.shape.items.parse(part)).toEqual(part);
      for (const page of part) expect(page.lastModified <= lastModified).toBe(true);
      inParts.push(...part.map((p) => p.slug));
    }
    expect(inParts).toEqual(whole.map((p) => p.slug));
    expect(whole[0]!.images.length).toBeGreaterThan(0);
  });

  it("says that a page changed when its price did", async () => {
    const dated = async () => {
      const { items } = await siteMapPage(db(), reader, { from: "prd_", limit: 1_000 });
      return items.find((p) => p.slug === "chaise-alba")!.lastModified;
    };
    const before = await dated();
    const variant = await db().variant.findFirstOrThrow({ where: { product: { slug: "chaise-alba" } } });
    await changePrice({ variantId: variant.id, price: "259", compareAt: null }, bySystem);
    expect((await dated()) > before).toBe(true);
    const [part] = await siteMapParts(db());
    expect(part!.lastModified >= (await dated())).toBe(true);
  });
});

it("knows an address before its page is begun", async () => {
  const known = (kind: "products" | "categories", slug: string) => isKnownAddress(db(), reader, kind, slug);
  expect(await known("products", "chaise-alba")).toBe(true);
  expect(await known("categories", "assises")).toBe(true);
  for (const slug of ["bol-gres", "mug-gres", "assises", "nothing-here"]) {
    expect(await known("products", slug), slug).toBe(false);
  }
  expect(await known("categories", "chaise-alba")).toBe(false);
});
