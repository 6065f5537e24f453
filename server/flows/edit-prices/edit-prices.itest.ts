import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { Attacker, said } from "#server/testing/attacks/attacker.ts";
import { company, type Somebody, somebody } from "#server/testing/company-members.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { article } from "#server/testing/shoppers.ts";
import { readListPrices } from "./edit-prices.ts";

openAttackedShop();

type Row = {
  id: string;
  sku: string;
  minQuantity: number;
  price: { minor: number };
  everybody: { minor: number } | null;
  state: string;
  version: number;
};
let staff: Attacker;
let founder: Somebody;
let listId: string;
let count = 0;
const newList = async (changes: object = {}) => {
  count += 1;
  const opened = await staff.mutate<{ id: string }>("admin.priceLists.create", {
    ...{ code: `LIST-${count}`, name: { fr: "Ateliers", en: "Workshops" }, currency: "EUR", taxIncluded: true },
    ...changes,
  });
  expect(said(opened)).toBe("200");
  return opened.data.id;
};
const terms = { minQuantity: 1, price: "80.00", compareAt: null, validFrom: null, validTo: null };
const add = (sku: string, changes: object = {}, priceListId = listId) =>
  staff.mutate("admin.prices.add", { priceListId, sku, ...terms, ...changes });
const rows = async (query: string, priceListId = listId) =>
  (await staff.query<{ items: Row[] }>("admin.prices.list", { priceListId, query })).data.items;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

beforeAll(async () => {
  staff = await Attacker.staff("catalogue");
  founder = await somebody();
  const companyId = await company(founder);
  listId = await newList();
  const sales = await Attacker.staff("sales");
  expect(said(await sales.mutate("admin.companies.setPriceList", { companyId, priceListId: listId }))).toBe("200");
});

describe("the prices of a list", () => {
  it("are what the company pays: the lowest whose quantity is reached and whose days include the moment", async () => {
    const price = fc.record({
      minor: fc.integer({ min: 100, max: 20_000 }),
      from: fc.constantFrom(1, 2, 5),
      days: fc.constantFrom<[number | null, number | null]>([null, null], [-2, null], [1, null], [null, 1], [-3, -1]),
    });
    const asked = fc.record({
      prices: fc.uniqueArray(price, { maxLength: 4, selector: ({ from, days }) => `${from} ${days[0]}` }),
      quantity: fc.constantFrom(1, 2, 4, 6),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ prices, quantity }) => {
        const chair = await article({ stock: 50, price: "150" });
        for (const { minor, from, days } of prices) {
          const [validFrom, validTo] = days.map((day) => day && inDays(day));
          const put = await add(chair.sku.toLowerCase(), {
            ...{ price: (minor / 100).toFixed(2), minQuantity: from, validFrom, validTo },
          });
          expect(said(put)).toBe("200");
        }
        const now = prices.filter(({ days: [from, to] }) => (from ?? -1) < 0 && (to ?? 1) > 0);
        const own = now.filter(({ from }) => from <= quantity).map(({ minor }) => minor);
        await founder.add(chair.variantId, quantity);
        const cart = await founder.query<{ lines: { variantId: string; unitPrice: { minor: number } }[] }>(
          "shop.cart.get",
        );
        const line = cart.data.lines.find((one) => one.variantId === chair.variantId);
        expect(line?.unitPrice.minor).toBe(Math.min(15_000, ...own));
        const shown = await rows(chair.sku);
        expect(shown.map((row) => [row.minQuantity, row.price.minor, row.everybody?.minor])).toHaveLength(
          prices.length,
        );
        expect(shown.filter((row) => row.state === "now")).toHaveLength(now.length);
        expect(shown.every((row) => row.sku === chair.sku && row.everybody?.minor === 15_000)).toBe(true);
        const ledger = await db().priceChange.count({ where: { priceListId: listId, variantId: chair.variantId } });
        expect(ledger).toBe(prices.length);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("are changed and taken off by who saw them last; the ledger and the audit log keep each state", async () => {
    const chair = await article({ stock: 5, price: "100" });
    await add(chair.sku);
    const [row] = await rows(chair.sku);
    const seen = { priceListId: listId, id: row?.id, version: row?.version };
    const both = await Promise.all(
      ["70.00", "60.00"].map((price) => staff.mutate("admin.prices.change", { ...seen, ...terms, price })),
    );
    expect(both.map(said).sort()).toEqual(["200", "409 pricing.price_changed"]);
    expect(both.find((reply) => reply.status === 409)?.details).toMatchObject({ version: 2 });
    expect(said(await staff.mutate("admin.prices.remove", seen))).toBe("409 pricing.price_changed");
    expect(said(await staff.mutate("admin.prices.remove", { ...seen, version: 2 }))).toBe("200");
    expect(said(await staff.mutate("admin.prices.remove", { ...seen, version: 2 }))).toBe("409 pricing.price_changed");
    expect(await rows(chair.sku)).toEqual([]);
    const changes = await db().priceChange.findMany({ where: { itemId: row?.id ?? "" }, orderBy: { id: "asc" } });
    expect(changes.map(({ unitPrice }) => unitPrice && Number(unitPrice))).toEqual([
      80,
      expect.toSatisfy((price) => price === 70 || price === 60),
      null,
    ]);
    const told = await db().auditEntry.findMany({
      where: { action: "pricing.price.changed", targetId: chair.variantId },
      orderBy: { id: "asc" },
    });
    expect(told).toHaveLength(3);
    expect(told.at(-1)?.data).toMatchObject({ priceListId: listId, to: null });
  });

  it("refuses what cannot be: a second price of a moment, days the wrong way round, more digits than cents", async () => {
    const chair = await article({ stock: 5, price: "100" });
    expect(said(await add(chair.sku))).toBe("200");
    expect(said(await add(chair.sku, { price: "70.00" }))).toBe("409 pricing.price_exists");
    expect(said(await add(chair.sku, { minQuantity: 3, price: "70.00" }))).toBe("200");
    expect(said(await add("NOPE-1"))).toBe("404 catalogue.variant_not_found");
    const backwards = { validFrom: inDays(3), validTo: inDays(2) };
    expect(said(await add(chair.sku, backwards))).toBe("400 pricing.price_dates_invalid");
    expect(said(await add(chair.sku, { minQuantity: 2, price: "70.001" }))).toBe("400 pricing.price_invalid");
    expect(said(await add(chair.sku, { minQuantity: 0 }))).toMatch(/^400/);
    expect(said(await add(chair.sku, {}, "prl_none"))).toBe("404 pricing.price_list_not_found");
    const [first, second] = await rows(chair.sku);
    const change = { priceListId: listId, id: second?.id, version: 1, ...terms };
    expect(said(await staff.mutate("admin.prices.change", change))).toBe("409 pricing.price_exists");
    // A price of another list is not reached through this one.
    const other = await newList();
    const seen = { priceListId: other, id: first?.id, version: 1 };
    expect(said(await staff.mutate("admin.prices.remove", seen))).toBe("409 pricing.price_changed");
  });

  it("of everybody's list reach shoppers and the index, a reduction with the lowest of thirty days", async () => {
    const web = await db().channel.findUniqueOrThrow({ where: { code: "web" } });
    const chair = await article({ stock: 5, price: "100" });
    const { productId } = await db().variant.findUniqueOrThrow({ where: { id: chair.variantId } });
    const [row] = await rows(chair.sku, web.priceListId);
    const seen = { priceListId: web.priceListId, id: row?.id, version: row?.version };
    const before = await db().outboxEvent.count();
    const reduced = { ...terms, price: "90.00", compareAt: "120.00" };
    expect(said(await staff.mutate("admin.prices.change", { ...seen, ...reduced }))).toBe("200");
    expect(await db().outboxEvent.count()).toBe(before + 1);
    const { slug } = await db().product.findUniqueOrThrow({ where: { id: productId } });
    const shown = await new Attacker().query<{ variants: { price: object; compareAt: object }[] }>(
      "shop.catalogue.product",
      { slug },
    );
    // It never cost 120: what is crossed out is what it did cost.
    expect(shown.data.variants[0]).toMatchObject({ price: { minor: 9_000 }, compareAt: { minor: 10_000 } });
    await add(chair.sku, { price: "10.00" });
    expect(await db().outboxEvent.count()).toBe(before + 1);
  });

  it("cost the same statements for a page of one as of many, and pages follow each other", async () => {
    const many = await newList();
    const chairs = await Promise.all([1, 2, 3, 4, 5].map(() => article({ stock: 1, price: "100" })));
    for (const { sku } of chairs) {
      await add(sku, {}, many);
      await add(sku, { minQuantity: 5, price: "50.00" }, many);
    }
    const reader = { channelCode: "web", locale: "en" } as const;
    const page = (limit: number, cursor?: string) =>
      readListPrices({ priceListId: many, limit, cursor }, reader, new Date());
    const one = await countStatements(() => page(1));
    const all = await countStatements(() => page(50));
    expect(one.statements.length).toBe(all.statements.length);
    const walked: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await page(3, cursor);
      walked.push(...items.map((row) => `${row.sku} ${row.minQuantity}`));
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    const skus = chairs.map(({ sku }) => sku).sort();
    expect(walked).toEqual(skus.flatMap((sku) => [`${sku} 1`, `${sku} 5`]));
  });
});

describe("a list", () => {
  it("that is off prices nothing; what a channel sells by stays on; of two changes one is told to look again", async () => {
    const chair = await article({ stock: 5, price: "100" });
    await add(chair.sku);
    const price = async () =>
      (await founder.query<unknown[]>("account.companies.ownPrices", { variantIds: chair.variantId })).data.length;
    const change = (id: string, version: number, active: boolean) =>
      staff.mutate("admin.priceLists.change", { id, version, name: { fr: "A", en: "A" }, active });
    expect(await price()).toBe(1);
    const both = await Promise.all([change(listId, 1, false), change(listId, 1, false)]);
    expect(both.map(said).sort()).toEqual(["200", "409 pricing.price_list_changed"]);
    expect(await price()).toBe(0);
    expect(said(await change(listId, 2, true))).toBe("200");
    const web = await db().channel.findUniqueOrThrow({ where: { code: "web" }, include: { priceList: true } });
    const { priceListId, priceList } = web;
    expect(said(await change(priceListId, priceList.version, false))).toBe("409 pricing.price_list_sells");
    const again = await staff.mutate("admin.priceLists.create", {
      ...{ code: "list-1", name: { fr: "B", en: "B" }, currency: "EUR", taxIncluded: true },
    });
    expect(said(again)).toBe("409 pricing.price_list_code_taken");
    const lists = await staff.query<{ id: string; companies: number; channels: string[] }[]>("admin.priceLists.list");
    expect(lists.data.find((list) => list.id === listId)).toMatchObject({ companies: 1, channels: [] });
    expect(lists.data.find((list) => list.id === priceListId)?.channels.length).toBeGreaterThan(0);
  });
});
