import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PriceItem, priceQuote } from "./model.ts";

const at = (iso: string) => new Date(iso);
const now = at("2026-11-21T12:00:00Z");
const item = (id: string, unitPrice: string, more: Partial<PriceItem> = {}): PriceItem => ({
  id,
  minQuantity: 1,
  unitPrice,
  compareAt: null,
  validFrom: null,
  validTo: null,
  ...more,
});

describe("priceQuote", () => {
  it("takes the break that the quantity reaches", () => {
    const items = [item("a", "10"), item("b", "9.5", { minQuantity: 6 }), item("c", "8", { minQuantity: 12 })];
    expect(priceQuote(items, 1, now)?.unitPrice).toBe("10");
    expect(priceQuote(items, 6, now)?.unitPrice).toBe("9.5");
    expect(priceQuote(items, 11.999, now)?.unitPrice).toBe("9.5");
    expect(priceQuote(items, 12, now)?.unitPrice).toBe("8");
  });

  it("keeps dates half-open: in force at the first instant, over at the last", () => {
    const sale = item("sale", "8", { validFrom: at("2026-11-20T00:00:00Z"), validTo: at("2026-11-22T00:00:00Z") });
    const items = [item("base", "10"), sale];
    expect(priceQuote(items, 1, at("2026-11-19T23:59:59.999Z"))?.itemId).toBe("base");
    expect(priceQuote(items, 1, at("2026-11-20T00:00:00Z"))?.itemId).toBe("sale");
    expect(priceQuote(items, 1, at("2026-11-21T23:59:59.999Z"))?.itemId).toBe("sale");
    expect(priceQuote(items, 1, at("2026-11-22T00:00:00Z"))?.itemId).toBe("base");
  });

  it("compares decimals, not texts or floats", () => {
    expect(priceQuote([item("a", "9.000001"), item("b", "10")], 1, now)?.itemId).toBe("a");
    expect(priceQuote([item("a", "0.30000000000000000001"), item("b", "0.3")], 1, now)?.itemId).toBe("b");
  });

  it("announces a reduction only when there is one", () => {
    expect(priceQuote([item("a", "10", { compareAt: "12" })], 1, now)?.compareAt).toBe("12");
    expect(priceQuote([item("a", "10", { compareAt: "10.00" })], 1, now)?.compareAt).toBeNull();
    expect(priceQuote([item("a", "10", { compareAt: "9" })], 1, now)?.compareAt).toBeNull();
  });

  it("knows no price when none applies", () => {
    expect(priceQuote([], 1, now)).toBeUndefined();
    expect(priceQuote([item("a", "10", { minQuantity: 2 })], 1, now)).toBeUndefined();
    expect(priceQuote([item("a", "10", { validFrom: at("2027-01-01T00:00:00Z") })], 1, now)).toBeUndefined();
  });

  const instant = fc.date({ min: at("2026-01-01"), max: at("2027-01-01"), noInvalidDate: true });
  const anyItem: fc.Arbitrary<PriceItem> = fc.record({
    id: fc.uuid(),
    minQuantity: fc.integer({ min: 1, max: 50 }),
    unitPrice: fc.integer({ min: 1, max: 10_000_000 }).map((n) => (n / 100).toFixed(2)),
    compareAt: fc.constant(null),
    validFrom: fc.option(instant),
    validTo: fc.option(instant),
  });

  it("never costs more per unit when more is bought", () => {
    fc.assert(
      fc.property(
        fc.array(anyItem),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        instant,
        (items, q, more, when) => {
          const few = priceQuote(items, q, when);
          const many = priceQuote(items, q + more, when);
          if (few) expect(Number(many?.unitPrice)).toBeLessThanOrEqual(Number(few.unitPrice));
        },
      ),
    );
  });

  it("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(anyItem), fc.integer({ min: 1, max: 50 }), instant, (items, q, when) => {
        expect(priceQuote([...items].reverse(), q, when)).toEqual(priceQuote(items, q, when));
      }),
    );
  });

  it("only ever gives a price that is in force and whose break is reached", () => {
    fc.assert(
      fc.property(fc.array(anyItem), fc.integer({ min: 1, max: 50 }), instant, (items, q, when) => {
        const quote = priceQuote(items, q, when);
        const source = items.find((i) => i.id === quote?.itemId);
        if (!quote) return;
        expect(source!.minQuantity).toBeLessThanOrEqual(q);
        expect(source!.validFrom === null || source!.validFrom <= when).toBe(true);
        expect(source!.validTo === null || source!.validTo > when).toBe(true);
      }),
    );
  });
});
