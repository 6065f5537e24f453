import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "./decimal.ts";
import {
  addMoney,
  allocate,
  exponentOf,
  extend,
  formatMoney,
  money,
  parseMajor,
  sumMoney,
  taxInside,
  taxOnTop,
  toMajor,
} from "./money.ts";

const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 });
const rate = fc.integer({ min: 0, max: 3000 }).map((n) => decimal(n / 10_000));

describe("allocate", () => {
  it("sums to the whole and never splits a part from its share by more than one unit", () => {
    fc.assert(
      fc.property(minor, weights, (amount, parts) => {
        const split = allocate(money(amount, "EUR"), parts);
        expect(sumMoney(split, "EUR").minor).toBe(amount);
        const total = parts.reduce((a, b) => a + b, 0);
        for (const [i, part] of split.entries()) {
          if (total > 0) expect(Math.abs(part.minor - (amount * (parts[i] ?? 0)) / total)).toBeLessThan(1);
        }
      }),
    );
  });
  it("refuses negative and fractional weights, and none", () => {
    for (const bad of [[], [-1, 2], [0.5]]) expect(() => allocate(money(10, "EUR"), bad)).toThrow(RangeError);
  });
});

describe("tax", () => {
  it("inside a gross amount is what rounding the exact share gives", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), rate, (gross, r) => {
        const share = Number(r.digits) / 10 ** r.scale;
        expect(Math.abs(taxInside(money(gross, "EUR"), r).minor - (gross * share) / (1 + share))).toBeLessThanOrEqual(
          0.5 + 1e-6,
        );
      }),
    );
  });
  it("on top of the net that is left gives the gross again, to the unit that rounding can cost", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), rate, (gross, r) => {
        const net = money(gross - taxInside(money(gross, "EUR"), r).minor, "EUR");
        expect(Math.abs(addMoney(net, taxOnTop(net, r)).minor - gross)).toBeLessThanOrEqual(1);
      }),
    );
  });
  it("of 289.00 at 20 % is 48.17", () => {
    expect(taxInside(money(28_900, "EUR"), decimal("0.2")).minor).toBe(4817);
  });
});

describe("currencies", () => {
  it("have their own minor unit", () => {
    expect([exponentOf("EUR"), exponentOf("JPY"), exponentOf("KWD")]).toEqual([2, 0, 3]);
    expect(parseMajor("12", "JPY").minor).toBe(12);
    expect(parseMajor("12.345", "KWD").minor).toBe(12_345);
    expect(() => parseMajor("12.345", "EUR")).toThrow(RangeError);
    expect(() => exponentOf("eur")).toThrow(RangeError);
  });
  it("do not mix", () => {
    expect(() => addMoney(money(1, "EUR"), money(1, "USD"))).toThrow(RangeError);
  });
  it("are written as readers expect", () => {
    expect(formatMoney(money(28_900, "EUR"), "fr")).toBe("289,00\u00a0€");
    expect(formatMoney(money(123_456_789, "EUR"), "fr")).toBe("1\u202f234\u202f567,89\u00a0€");
    expect(formatMoney(money(28_900, "EUR"), "en")).toBe("€289.00");
    expect(formatMoney(money(-5, "EUR"), "en")).toBe("-€0.05");
    expect(formatMoney(money(1200, "JPY"), "en")).toBe("JP¥1,200");
  });
  it("refuse what is not a whole number of units", () => {
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => money(bad, "EUR")).toThrow(RangeError);
  });
});

it("a unit price times a quantity is rounded once", () => {
  expect(extend(decimal("0.333333"), decimal("3"), "EUR").minor).toBe(100);
  expect(extend(decimal("19.99"), decimal("1.5"), "EUR").minor).toBe(2999);
  fc.assert(
    fc.property(minor, (amount) => {
      expect(extend(toMajor(money(amount, "EUR")), decimal(1), "EUR").minor).toBe(amount);
    }),
  );
});
