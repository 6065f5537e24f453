import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { addPrices, createPriceList, everybodys, quoteLines, rememberPrices, setPrice, unitPrices } from "./index.ts";

const by = { userId: null };
const now = new Date("2026-11-21T12:00:00Z");
let euros: string;
let yen: string;
const variants: string[] = [];

beforeAll(async () => {
  euros = await inTx((tx) =>
    createPriceList(tx, { code: "EUR", name: { fr: "Euros" }, currency: "EUR", taxIncluded: true }),
  );
  yen = await inTx((tx) =>
    createPriceList(tx, { code: "JPY", name: { fr: "Yens" }, currency: "JPY", taxIncluded: true }),
  );
  for (let i = 0; i < 4; i++) {
    const id = newId("variant");
    variants.push(id);
    const variant = { create: { id, sku: `P-${i}`, uom: i === 3 ? "m" : "unit" } };
    await db().product.create({ data: { id: newId("product"), slug: `p-${i}`, name: { fr: "P" }, variants: variant } });
  }
  const [a, b, , d] = variants as [string, string, string, string];
  await inTx((tx) =>
    addPrices(tx, euros, [
      { variantId: a, unitPrice: "10", compareAt: "12.5" },
      { variantId: b, unitPrice: "0.333333" },
      { variantId: d, unitPrice: "14.999" },
    ]),
  );
  await inTx((tx) => addPrices(tx, yen, [{ variantId: a, unitPrice: "1500" }]));
  await db().priceListItem.create({
    data: { id: newId("priceListItem"), priceListId: euros, variantId: a, unitPrice: "9", minQuantity: 6 },
  });
});

describe("quoteLines", () => {
  it("answers every line in its place, rounding each total once", async () => {
    const [a, b, c, d] = variants as [string, string, string, string];
    const quotes = await quoteLines(
      db(),
      everybodys({ priceListId: euros }),
      [
        { variantId: b, quantity: 3 },
        { variantId: a, quantity: 5 },
        { variantId: c, quantity: 1 },
        { variantId: a, quantity: 6 },
        { variantId: d, quantity: 1.333 },
      ],
      now,
    );
    expect(quotes.map((q) => q && [q.unitPrice, q.unit.minor, q.total.minor])).toEqual([
      ["0.333333", 33, 100],
      ["10", 1_000, 5_000],
      null,
      ["9", 900, 5_400],
      ["14.999", 1_500, 1_999],
    ]);
    expect(quotes[1]).toMatchObject({ compareAt: { minor: 1_250, currency: "EUR" } });
  });

  it("is one statement, however many lines", async () => {
    let statements = 0;
    db().$on("query", () => statements++);
    await quoteLines(
      db(),
      everybodys({ priceListId: euros }),
      Array.from({ length: 50 }, (_, i) => ({ variantId: variants[i % 4]!, quantity: i + 1 })),
    );
    expect(statements).toBe(1);
    await quoteLines(db(), everybodys({ priceListId: euros }), []);
    expect(statements).toBe(1);
  });

  it("counts in the currency of the list", async () => {
    const prices = await unitPrices(db(), everybodys({ priceListId: yen }), variants, now);
    expect([...prices.values()].map((q) => q.unit)).toEqual([{ minor: 1_500, currency: "JPY" }]);
  });

  it("knows no price of a list that is switched off", async () => {
    await db().priceList.update({ where: { id: yen }, data: { active: false } });
    expect((await unitPrices(db(), everybodys({ priceListId: yen }), variants, now)).size).toBe(0);
    await db().priceList.update({ where: { id: yen }, data: { active: true } });
  });
});

describe("setPrice", () => {
  it("gives a first price to what had none, and refuses more decimals than the currency has", async () => {
    const input = { priceListId: yen, variantId: variants[1]!, compareAt: null };
    expect(await inTx((tx) => setPrice(tx, { ...input, unitPrice: "980" }, by))).toEqual({ changed: true });
    expect(
      (await unitPrices(db(), everybodys({ priceListId: yen }), [variants[1]!])).get(variants[1]!)?.unit.minor,
    ).toBe(980);
    await expect(inTx((tx) => setPrice(tx, { ...input, unitPrice: "980.5" }, by))).rejects.toMatchObject({
      code: "pricing.price_invalid",
    });
    const unknown = { ...input, priceListId: "prl_none", unitPrice: "1" };
    await expect(inTx((tx) => setPrice(tx, unknown, by))).rejects.toMatchObject({
      code: "pricing.price_list_not_found",
    });
  });

  it("leaves one base price when many change it at once", async () => {
    const input = { priceListId: euros, variantId: variants[2]!, compareAt: null };
    const prices = Array.from({ length: 8 }, (_, i) => String(i + 2));
    await Promise.all(prices.map((unitPrice) => inTx((tx) => setPrice(tx, { ...input, unitPrice }, by))));
    const items = await db().priceListItem.findMany({ where: { variantId: variants[2]!, priceListId: euros } });
    expect(items).toHaveLength(1);
    expect(prices).toContain(items[0]!.unitPrice.toString());
    // Every change names the price it replaced: the audit entries form one chain.
    const entries = await db().auditEntry.findMany({
      where: { targetId: variants[2]!, action: "pricing.price.changed" },
    });
    const steps = entries.map((e) => e.data as { from: { unitPrice: string } | null; to: { unitPrice: string } });
    const replaced = steps.flatMap((s) => (s.from ? [s.from.unitPrice] : []));
    expect(new Set(replaced).size).toBe(replaced.length);
    expect(steps).toHaveLength(8);
    expect(steps.filter((s) => s.from === null)).toHaveLength(1);
  });
});

describe("the price ledger", () => {
  const day = 24 * 3_600_000;
  const set = (variantId: string, unitPrice: string, compareAt: string | null) =>
    inTx((tx) => setPrice(tx, { priceListId: euros, variantId, unitPrice, compareAt }, by));
  const ledger = (variantId: string) =>
    db().priceChange.findMany({ where: { variantId, priceListId: euros }, orderBy: { id: "asc" } });
  const quoteOf = async (variantId: string, when: Date) =>
    (await unitPrices(db(), everybodys({ priceListId: euros }), [variantId], when)).get(variantId);

  it("writes down what every way of changing a price leaves, and nothing when nothing changed", async () => {
    const variantId = variants[3]!;
    await set(variantId, "20", null);
    await set(variantId, "20.00", null);
    await set(variantId, "15", "20");
    await db().$executeRaw`UPDATE price_list_item SET unit_price = unit_price WHERE variant_id = ${variantId}`;
    await db().priceListItem.deleteMany({ where: { variantId, priceListId: euros } });
    const entries = await ledger(variantId);
    expect(entries.map((e) => [e.unitPrice && Number(e.unitPrice), e.compareAt && Number(e.compareAt)])).toEqual([
      [14.999, null],
      [20, null],
      [15, 20],
      [null, null],
    ]);
  });

  it("is never changed", async () => {
    await expect(db().$executeRaw`UPDATE price_change SET unit_price = 1`).rejects.toThrow(/append-only/);
    await expect(db().$executeRaw`DELETE FROM price_change`).rejects.toThrow(/append-only/);
  });

  it("gives each list's reduction the lowest price of the thirty days before, and staff their own wish", async () => {
    const variantId = newId("variant");
    const variants = { create: { id: variantId, sku: "P-reduced" } };
    await db().product.create({ data: { id: newId("product"), slug: "reduced", name: { fr: "P" }, variants } });
    await inTx((tx) => addPrices(tx, euros, [{ variantId, unitPrice: "100" }]));
    await inTx((tx) => addPrices(tx, yen, [{ variantId, unitPrice: "9000", compareAt: "12000" }]));
    const remember = (unitPrice: string, days: number) =>
      inTx((tx) => rememberPrices(tx, euros, [{ variantId, unitPrice }], new Date(Date.now() - days * day)));
    await remember("90", 20);
    await remember("10", 10); // known already: it stays what it was
    expect(await quoteOf(variantId, new Date())).toMatchObject({ compareAt: null, prior: null });
    await set(variantId, "70", "150");
    const reduced = { unit: { minor: 7_000 }, compareAt: { minor: 15_000 }, prior: { minor: 9_000 } };
    expect(await quoteOf(variantId, new Date())).toMatchObject(reduced);
    await set(variantId, "65", "150");
    expect(await quoteOf(variantId, new Date())).toMatchObject({ prior: { minor: 9_000 } });
    await set(variantId, "68", "150");
    expect(await quoteOf(variantId, new Date())).toMatchObject({ compareAt: { minor: 15_000 }, prior: null });
    const inYen = await unitPrices(db(), everybodys({ priceListId: yen }), [variantId]);
    expect(inYen.get(variantId)).toMatchObject({ compareAt: { minor: 12_000, currency: "JPY" }, prior: null });
  });
});
