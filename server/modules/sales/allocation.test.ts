import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addQuantity, subtractQuantity, sumQuantity } from "../../kernel/quantity.ts";
import { type FrozenLine, portionOf, shippingShares, unitsLeft } from "./allocation.ts";

/** Pieces or thousandths of a metre; gross, tax within it, discount and shipping share of any size. */
const frozenLine = fc
  .record({
    pieces: fc.integer({ min: 1, max: 400 }),
    cut: fc.boolean(),
    grossMinor: fc.integer({ min: 0, max: 5_000_00 }),
    taxShare: fc.integer({ min: 0, max: 1000 }),
    discountMinor: fc.integer({ min: 0, max: 10_000 }),
    shippingShareMinor: fc.integer({ min: 0, max: 5_000 }),
  })
  .map(
    ({ pieces, cut, taxShare, ...rest }): FrozenLine => ({
      ...rest,
      quantity: cut ? pieces / 1000 : pieces,
      taxMinor: Math.floor((rest.grossMinor * taxShare) / 1000 / 2),
    }),
  );

/** A line and a way to give it back bit by bit, to the end. */
const sequence = fc
  .tuple(frozenLine, fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 30 }))
  .map(([line, wished]) => {
    const step = Number.isInteger(line.quantity) ? 1 : 0.001;
    const parts: number[] = [];
    for (const wish of wished) {
      const left = subtractQuantity(line.quantity, sumQuantity(parts));
      const part = Math.min(left, Math.round(wish * step * 1000) / 1000);
      if (part > 0) parts.push(part);
    }
    const rest = subtractQuantity(line.quantity, sumQuantity(parts));
    return { line, parts: rest > 0 ? [...parts, rest] : parts };
  });

describe("what belongs to some units of a line", () => {
  it("sums exactly to the line, whatever the sequence of parts", () => {
    fc.assert(
      fc.property(sequence, ({ line, parts }) => {
        const sum = { gross: 0, net: 0, tax: 0, discount: 0, shipping: 0 };
        let already = 0;
        for (const part of parts) {
          const portion = portionOf(line, already, part);
          sum.gross += portion.grossMinor;
          sum.net += portion.netMinor;
          sum.tax += portion.taxMinor;
          sum.discount += portion.discountMinor;
          sum.shipping += portion.shippingMinor;
          already = addQuantity(already, part);
        }
        expect(already).toBe(line.quantity);
        expect(sum).toEqual({
          gross: line.grossMinor,
          net: line.grossMinor - line.taxMinor,
          tax: line.taxMinor,
          discount: line.discountMinor,
          shipping: line.shippingShareMinor,
        });
      }),
    );
  });

  it("is never negative, and its tax never more than its money", () => {
    fc.assert(
      fc.property(sequence, ({ line, parts }) => {
        let already = 0;
        for (const part of parts) {
          const portion = portionOf(line, already, part);
          for (const amount of Object.values(portion)) expect(amount).toBeGreaterThanOrEqual(0);
          expect(portion.netMinor + portion.taxMinor).toBe(portion.grossMinor);
          already = addQuantity(already, part);
        }
      }),
    );
  });

  it("does not depend on the way there: in one go or piece by piece", () => {
    fc.assert(
      fc.property(sequence, ({ line, parts }) => {
        let already = 0;
        let gross = 0;
        for (const part of parts) {
          gross += portionOf(line, already, part).grossMinor;
          already = addQuantity(already, part);
          expect(gross).toBe(portionOf(line, 0, already).grossMinor);
        }
      }),
    );
  });

  it("three for 10.00 go back as 3.33, 3.34 and 3.33", () => {
    const line = { quantity: 3, grossMinor: 1000, taxMinor: 167, discountMinor: 0, shippingShareMinor: 100 };
    const parts = [0, 1, 2].map((k) => portionOf(line, k, 1));
    expect(parts.map((p) => p.grossMinor)).toEqual([333, 334, 333]);
    expect(parts.map((p) => p.taxMinor)).toEqual([56, 55, 56]);
    expect(parts.map((p) => p.shippingMinor)).toEqual([33, 34, 33]);
  });

  it("refuses more than the line", () => {
    const line = { quantity: 2, grossMinor: 100, taxMinor: 10, discountMinor: 0, shippingShareMinor: 0 };
    expect(() => portionOf(line, 1, 2)).toThrow(RangeError);
    expect(() => portionOf(line, 0, -1)).toThrow(RangeError);
    expect(unitsLeft({ quantity: 0.7, refunded: 0.1 })).toBe(0.6);
  });
});

describe("the shares of shipping", () => {
  it("sum to the shipping, one per line", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 }),
        (shipping, grosses) => {
          const shares = shippingShares(shipping, grosses, "EUR");
          expect(shares).toHaveLength(grosses.length);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(shipping);
          expect(shares.every((share) => share >= 0)).toBe(true);
        },
      ),
    );
    expect(shippingShares(990, [], "EUR")).toEqual([]);
  });
});
