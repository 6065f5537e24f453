import { beforeAll, describe, expect, it } from "vitest";
import { channelByCode } from "#server/modules/channels/index.ts";
import { adjust, availabilityOf } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { relatedProducts } from "./related-products.ts";

const reader = { channelCode: "web", locale: "fr", now: new Date() } as const;
const slugs = async (slug: string, limit?: number) =>
  (await relatedProducts(db(), reader, slug, limit)).map((card) => card.slug);

/** Leaves nothing of a product to order. */
async function sellOut(slug: string): Promise<void> {
  const { variants } = await db().product.findUniqueOrThrow({ where: { slug }, select: { variants: true } });
  for (const { id } of variants) {
    await db().stockPolicy.deleteMany({ where: { variantId: id } });
    for (const level of await db().stockLevel.findMany({ where: { variantId: id }, include: { location: true } })) {
      const quantity = Number(level.reserved) - Number(level.onHand);
      if (quantity < 0) {
        const { code: locationCode } = level.location;
        await inTx((tx) => adjust(tx, { variantId: id, locationCode, quantity, note: "test" }, bySystem));
      }
    }
  }
  const channel = await channelByCode(db(), "web");
  const left = await availabilityOf(
    db(),
    variants.map((v) => v.id),
    channel,
  );
  expect([...left.values()].every((n) => n === 0)).toBe(true);
}

beforeAll(async () => {
  await demoShop();
}, 60_000);

describe("products like another", () => {
  it("never hold the product itself, nor one twice, and always come in the same order", async () => {
    for (const { slug } of await db().product.findMany({ where: { status: "active" }, select: { slug: true } })) {
      const found = await slugs(slug);
      expect(found).not.toContain(slug);
      expect(new Set(found).size).toBe(found.length);
      expect(await slugs(slug)).toEqual(found);
      expect(await slugs(slug, 3)).toEqual(found.slice(0, 3));
    }
    expect(await slugs("nothing-of-that-name")).toEqual([]);
  });

  it("come from its categories first", async () => {
    const seats = ["tabouret-pivo", "banc-ligne", "fauteuil-nuage"];
    expect((await slugs("chaise-alba", 3)).toSorted()).toEqual(seats.toSorted());
  });

  it("prefer the nearer price among products that are alike in everything else", async () => {
    const list = await db().priceList.findUniqueOrThrow({ where: { code: "WEB-EUR" } });
    const { id: categoryId } = await db().category.findFirstOrThrow();
    const make = async (slug: string, unitPrice: string) => {
      const variant = {
        id: `var_${slug}`,
        sku: slug,
        prices: { create: { id: `pli_${slug}`, priceListId: list.id, unitPrice } },
      };
      const categories = { create: { categoryId, position: 999 } };
      const data = { id: `prd_${slug}`, slug, status: "active", name: { fr: slug }, tags: ["like"] };
      await db().product.create({ data: { ...data, categories, variants: { create: variant } } });
    };
    for (const [slug, price] of [
      ["r-self", "100"],
      ["r-far", "900"],
      ["r-near", "110"],
      ["r-mid", "200"],
    ] as const) {
      await make(slug, price);
    }
    expect((await slugs("r-self", 24)).filter((slug) => slug.startsWith("r-"))).toEqual(["r-near", "r-mid", "r-far"]);
  });

  it("come last when they are sold out", async () => {
    const [first = "", second = ""] = await slugs("chaise-alba");
    await sellOut(first);
    const after = await slugs("chaise-alba", 24);
    expect(after[0]).toBe(second);
    const cards = await relatedProducts(db(), reader, "chaise-alba", 24);
    const orderable = cards.map((card) => card.inStock || card.ahead !== null);
    expect(orderable.indexOf(false)).toBeGreaterThan(0);
    expect(orderable.lastIndexOf(true)).toBeLessThan(orderable.indexOf(false));
    expect(after.indexOf(first)).toBeGreaterThanOrEqual(orderable.indexOf(false));
  });
});
