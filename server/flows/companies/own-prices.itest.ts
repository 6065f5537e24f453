import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { addPrices, createPriceList } from "#server/modules/pricing/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { Attacker, said } from "#server/testing/attacks/attacker.ts";
import { company, joined, type Somebody, somebody } from "#server/testing/company-members.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { article } from "#server/testing/shoppers.ts";
import { rebuildSearch } from "../search/rebuild-search.ts";
import { ownTiles } from "./own-prices.ts";

type Amount = { minor: number; currency: string };
process.env.SELLER_IBAN = "FR7630006000011234567890189";
openAttackedShop();

let staff: Attacker;
let buyer: Somebody;
let companyId: string;
let listId: string;
const lists = { count: 0 };
const newList = (changes: object = {}) =>
  inTx((tx) =>
    createPriceList(tx, {
      ...{
        code: `own-${++lists.count}`,
        name: { fr: "Ateliers", en: "Workshops" },
        currency: "EUR",
        taxIncluded: true,
      },
      ...changes,
    }),
  );
const give = (priceListId: string | null, to = companyId) =>
  staff.mutate("admin.companies.setPriceList", { companyId: to, priceListId });

beforeAll(async () => {
  staff = await Attacker.staff("sales");
  const founder = await somebody();
  companyId = await company(founder);
  buyer = await joined(founder, companyId, ["buyer"]);
  listId = await newList();
  expect(said(await give(listId))).toBe("200");
});

/** Every place that tells a price of one article, in minor units. */
async function toldTo(who: Attacker, of: { variantId: string; sku: string }, quantity: number) {
  const own = await who.query<{ variantId: string; price: Amount }[]>("account.companies.ownPrices", {
    variantIds: of.variantId,
  });
  const { productId } = await db().variant.findUniqueOrThrow({ where: { id: of.variantId } });
  const tiles = await who.query<{ price: Amount; listed: Amount }[]>("account.companies.ownTiles", {
    productIds: productId,
  });
  const quick = await who.mutate<{ rows: { unitPrice: Amount }[] }>("shop.quickOrder.preview", {
    text: `${of.sku} ${quantity}`,
  });
  await who.add(of.variantId, quantity);
  const cart = await who.query<{ lines: { unitPrice: Amount; total: Amount }[] }>("shop.cart.get");
  const wish = await who.wish({ paymentMethod: "transfer" });
  const placed = await who.place(wish);
  expect(said(placed)).toBe("200");
  const line = await db().salesOrderLine.findFirstOrThrow({
    where: { order: { number: placed.data.number }, kind: "product" },
  });
  return {
    one: own.data[0]?.price.minor ?? null,
    tile: tiles.data[0] ? [tiles.data[0].price.minor, tiles.data[0].listed.minor] : null,
    quick: quick.data.rows[0]?.unitPrice.minor,
    cart: cart.data.lines[0]?.unitPrice.minor,
    cartTotal: cart.data.lines[0]?.total.minor,
    ordered: Math.round(Number(line.unitPrice) * 100),
    orderedTotal: Number(line.grossMinor),
  };
}

describe("a list of a company's own", () => {
  it("gives one price wherever it is told: the lower of both lists, and to nobody else", async () => {
    const prices = fc.record({
      everybody: fc.integer({ min: 100, max: 90_000 }),
      own: fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: null }),
      ownFrom: fc.constantFrom(1, 3),
      quantity: fc.constantFrom(1, 2, 3, 5),
    });
    const stranger = await somebody();
    await fc.assert(
      fc.asyncProperty(prices, async ({ everybody, own, ownFrom, quantity }) => {
        const chair = await article({ stock: 50, price: (everybody / 100).toFixed(2) });
        if (own !== null) {
          await db().priceListItem.create({
            data: {
              ...{ id: newId("priceListItem"), priceListId: listId, variantId: chair.variantId },
              ...{ unitPrice: (own / 100).toFixed(2), minQuantity: ownFrom },
            },
          });
        }
        const at = (units: number) => (own !== null && units >= ownFrom ? Math.min(own, everybody) : everybody);
        const told = await toldTo(buyer, chair, quantity);
        const [unit, total] = [at(quantity), at(quantity) * quantity];
        expect(told).toEqual({
          one: at(1) < everybody ? at(1) : null,
          tile: at(1) < everybody ? [at(1), everybody] : null,
          ...{ quick: unit, cart: unit, cartTotal: total, ordered: unit, orderedTotal: total },
        });
        const other = await toldTo(stranger, chair, 1);
        expect(other).toMatchObject({ one: null, tile: null, quick: everybody, cart: everybody, ordered: everybody });
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  it("holds for the company alone: whoever buys for themselves pays what everybody pays", async () => {
    const chair = await article({ stock: 50, price: "100" });
    await inTx((tx) => addPrices(tx, listId, [{ variantId: chair.variantId, unitPrice: "80" }]));
    await buyer.add(chair.variantId, 1);
    const before = await buyer.query<{ lines: { unitPrice: Amount; listed: Amount }[] }>("shop.cart.get");
    expect(before.data.lines[0]).toMatchObject({ unitPrice: { minor: 8_000 }, listed: { minor: 10_000 } });
    const wish = await buyer.wish({ paymentMethod: "transfer" });
    await buyer.mutate("account.companies.actFor", { companyId: null });
    const after = await buyer.query<{ lines: { unitPrice: Amount; listed: null }[] }>("shop.cart.get");
    expect(after.data.lines[0]).toMatchObject({ unitPrice: { minor: 10_000 }, listed: null });
    // What was shown to the company is not what they would pay now.
    expect(said(await buyer.place(wish))).toBe("409 sales.prices_changed");
    const cart = await db().cart.findFirstOrThrow({ where: { userId: buyer.userId, status: "open" } });
    expect(cart.partnerId).not.toBe(companyId);
    await buyer.mutate("account.companies.actFor", { companyId });
    expect((await db().cart.findUniqueOrThrow({ where: { id: cart.id } })).partnerId).toBe(companyId);
    expect(said(await buyer.place({ ...wish, key: crypto.randomUUID() }))).toBe("200");
  });

  it("counts nothing that is told otherwise, and ends when it is taken away", async () => {
    const chair = await article({ stock: 50, price: "100" });
    const price = async () =>
      (await buyer.query<{ price: Amount }[]>("account.companies.ownPrices", { variantIds: chair.variantId })).data[0]
        ?.price.minor;
    for (const changes of [{ currency: "USD" }, { taxIncluded: false }]) {
      const other = await newList(changes);
      await inTx((tx) => addPrices(tx, other, [{ variantId: chair.variantId, unitPrice: "10" }]));
      await give(other);
      expect(await price()).toBeUndefined();
    }
    await inTx((tx) => addPrices(tx, listId, [{ variantId: chair.variantId, unitPrice: "70" }]));
    await give(listId);
    expect(await price()).toBe(7_000);
    await db().variant.update({ where: { id: chair.variantId }, data: { netContent: "500", netUnit: "ml" } });
    const told = await buyer.query("account.companies.ownPrices", { variantIds: chair.variantId });
    expect(told.data).toMatchObject([{ measurePrice: { price: { minor: 14_000 }, per: "l" } }]);
    await give(null);
    expect(await price()).toBeUndefined();
    await give(listId);
  });

  it("is asked for a page of tiles in four statements, however many, by whom it concerns alone", async () => {
    const chairs = await Promise.all([1, 2, 3].map(() => article({ stock: 5, price: "100" })));
    const [first, second] = chairs.map(({ variantId }) => variantId);
    const rows = await db().variant.findMany({ where: { id: { in: chairs.map((chair) => chair.variantId) } } });
    const productIds = rows.map((row) => row.productId);
    // A second variant that everybody pays 90 for, and the company too: the tile says the less, and that it is not all.
    const inFirst = rows.find((row) => row.id === first)?.productId ?? "";
    await db().variant.update({ where: { id: second ?? "" }, data: { productId: inFirst } });
    await inTx((tx) => addPrices(tx, listId, [{ variantId: first ?? "", unitPrice: "70" }]));
    const ask = (many: string[]) =>
      countStatements(() => ownTiles({ companyId, channelCode: "web" }, many, new Date()));
    const few = await ask([inFirst]);
    const many = await ask(productIds);
    expect([few.statements.length, many.statements.length]).toEqual([4, 4]);
    const tile = { productId: inFirst, price: { minor: 7_000, currency: "EUR" }, priceFrom: true, measurePrice: null };
    expect(many.value).toEqual([{ ...tile, listed: { minor: 10_000, currency: "EUR" } }]);
    expect(few.value).toEqual(many.value);
    const none = await countStatements(() => ownTiles({ companyId: null, channelCode: "web" }, productIds, new Date()));
    expect([none.value, none.statements]).toEqual([[], []]);
    const told = await buyer.query("account.companies.ownTiles", { productIds });
    expect([told.data, told.headers.get("cache-control")]).toEqual([many.value, "private, no-store"]);
    const stranger = await somebody();
    expect((await stranger.query("account.companies.ownTiles", { productIds })).data).toEqual([]);
    expect(said(await new Attacker().query("account.companies.ownTiles", { productIds }))).toMatch(/^401/);
    const tooMany = Array.from({ length: 49 }, (_, i) => `prd_${i}`);
    expect(said(await buyer.query("account.companies.ownTiles", { productIds: tooMany }))).toMatch(/^400/);
  });

  it("is in nothing that everybody reads: index, lists, suggestions, product, feeds", async () => {
    const chair = await article({ stock: 5, price: "123.45" });
    const { productId } = await db().variant.findUniqueOrThrow({ where: { id: chair.variantId } });
    const word = "pqzxwtrade";
    const shelf = await db().category.findFirstOrThrow({ where: { slug: "decoration" } });
    const { slug } = await db().product.update({
      where: { id: productId },
      data: {
        name: { fr: `Vase ${word}`, en: `Vase ${word}` },
        categories: { create: { categoryId: shelf.id, position: 1 } },
      },
    });
    await inTx((tx) => addPrices(tx, listId, [{ variantId: chair.variantId, unitPrice: "77.77" }]));
    await rebuildSearch();
    const asked: [string, object][] = [
      ["shop.catalogue.search", { query: word, sort: "price_asc", filters: {}, limit: 12 }],
      ["shop.catalogue.suggest", { query: word }],
      ["shop.catalogue.category", { slug: "decoration", sort: "price_asc", filters: {}, limit: 48 }],
      ["shop.catalogue.product", { slug }],
      ["shop.catalogue.cards", { ids: [productId] }],
    ];
    // The member too: what a shared page shows is one for all.
    for (const who of [new Attacker(), await somebody(), buyer]) {
      for (const [procedure, input] of asked) {
        const reply = await who.query(procedure, input);
        expect([procedure, said(reply)]).toEqual([procedure, "200"]);
        const text = JSON.stringify(reply.data);
        expect([procedure, text.includes(slug), text.includes("7777")]).toEqual([procedure, true, false]);
      }
    }
    const documents = await db().$queryRaw<{ text: string }[]>`SELECT d::text AS text FROM search_document d`;
    expect(documents.some(({ text }) => text.includes("12345"))).toBe(true);
    expect(documents.filter(({ text }) => text.includes("7777"))).toEqual([]);
    const own = await buyer.query<{ price: Amount }[]>("account.companies.ownTiles", { productIds: [productId] });
    expect(own.data).toMatchObject([{ price: { minor: 7_777 } }]);
  });

  it("is given by the staff to companies, out of the lists that no channel sells by", async () => {
    const channel = await db().channel.findFirstOrThrow();
    expect(said(await give(channel.priceListId))).toBe("404 pricing.price_list_not_found");
    expect(said(await give("prl_none"))).toBe("404 pricing.price_list_not_found");
    expect(said(await give(listId, "par_none"))).toBe("404 companies.company_not_found");
    expect(said(await buyer.mutate("admin.companies.setPriceList", { companyId, priceListId: null }))).toMatch(/^403/);
  });
});
