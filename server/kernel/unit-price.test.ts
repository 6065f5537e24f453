import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "./money.ts";
import { contentUnits, netContentOf, unitPriceOf } from "./unit-price.ts";

const eur = (minor: number) => money(minor, "EUR");

describe("the unit price", () => {
  it.each([
    [1200, "750", "ml", 1600, "l"],
    [999, "330", "g", 3027, "kg"],
    [5200, "4", "piece", 1300, "piece"],
    [1000, "3", "piece", 333, "piece"],
    [2000, "2.5", "m", 800, "m"],
    [4500, "0.36", "m2", 12500, "m2"],
    [150, "1500", "ml", 100, "l"],
    [1, "2000", "g", 1, "kg"],
  ] as const)("of %d cents for %s %s is %d per %s %s", (minor, amount, unit, expected, per) => {
    expect(unitPriceOf(eur(minor), { amount, unit })).toEqual({ price: eur(expected), per });
  });

  it.each([
    ["1000", "ml"],
    ["1000.000", "g"],
    ["1", "piece"],
    ["1.0", "m"],
  ] as const)("is not repeated for %s %s", (amount, unit) =>
    expect(unitPriceOf(eur(500), { amount, unit })).toBeNull(),
  );

  it("needs a content", () => {
    expect(unitPriceOf(eur(500), null)).toBeNull();
    expect(netContentOf("750.000", "ml")).toEqual({ amount: "750.000", unit: "ml" });
    expect(netContentOf(null, null)).toBeNull();
    expect(netContentOf("1", "barrel")).toBeNull();
    expect(() => unitPriceOf(eur(500), { amount: "0", unit: "ml" })).toThrow(RangeError);
  });

  it("times the content is the price, to half a cent a unit, and keeps the currency", () => {
    const thousandths = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        thousandths,
        fc.constantFrom(...contentUnits),
        fc.constantFrom("EUR", "JPY", "KWD"),
        (minor, content, unit, currency) => {
          const amount = (content / 1000).toFixed(3);
          const found = unitPriceOf(money(minor, currency), { amount, unit });
          const references = { ml: 1000, g: 1000, m: 1, m2: 1, piece: 1 };
          if (!found) return expect(content).toBe(references[unit] * 1000);
          expect(found.price.currency).toBe(currency);
          // price × reference × 1000 = unit price × content, within half a minor unit of the unit price.
          const exact = BigInt(minor) * BigInt(references[unit]) * 1000n;
          const said = BigInt(found.price.minor) * BigInt(content);
          const off = said > exact ? said - exact : exact - said;
          expect(2n * off <= BigInt(content)).toBe(true);
        },
      ),
    );
  });

  it("never changes the order of two prices of the same content", () => {
    const minor = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(minor, minor, fc.integer({ min: 1, max: 100_000 }), (a, b, content) => {
        const per = (price: number) =>
          unitPriceOf(eur(price), { amount: String(content), unit: "g" })?.price.minor ?? price;
        if (a <= b) expect(per(a)).toBeLessThanOrEqual(per(b));
      }),
    );
  });
});
