import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { portionOf } from "#server/modules/sales/index.ts";
import { composeOrder, type DraftLine, keep } from "./compose-order.ts";

const draft = fc
  .record({
    baseMinor: fc.integer({ min: 0, max: 500_000 }),
    discountMinor: fc.integer({ min: 0, max: 5_000 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    taxRate: fc.constantFrom("0", "0.055", "0.1", "0.2"),
  })
  .map((line): DraftLine => ({ ...product, ...line }));
const product = {
  ...{
    id: "l",
    kind: "product" as const,
    variantId: "v",
    sku: "S",
    name: "N",
    description: null,
    mediaKey: null,
    returnExclusion: null,
  },
  ...{ unitPrice: "1", taxCategory: "standard", before: 0 },
};
const shipping = fc.integer({ min: 0, max: 3_000 }).map(
  (baseMinor): DraftLine => ({
    ...product,
    ...{ id: "s", kind: "shipping", variantId: null, quantity: 1, taxRate: "0.2", baseMinor, discountMinor: 0 },
  }),
);
const order = fc.tuple(fc.array(draft, { minLength: 1, maxLength: 7 }), shipping);
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe("an order worked out anew", () => {
  it("has lines that sum to its totals, its parts to its total, its shares to its shipping", () => {
    fc.assert(
      fc.property(order, fc.boolean(), ([products, ship], taxIncluded) => {
        const { lines, totals } = composeOrder([...products, ship], { taxIncluded, currency: "EUR" });
        expect(sum(lines.map((l) => l.grossMinor))).toBe(totals.totalMinor);
        expect(sum(lines.map((l) => l.netMinor))).toBe(totals.netMinor);
        expect(sum(lines.map((l) => l.taxMinor))).toBe(totals.taxMinor);
        for (const line of lines) expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
        if (taxIncluded) {
          expect(totals.itemsMinor - totals.discountMinor + totals.shippingMinor).toBe(totals.totalMinor);
        }
        const shippingGross = lines.at(-1)?.grossMinor;
        expect(sum(lines.map((l) => l.shippingShareMinor))).toBe(shippingGross);
      }),
    );
  });
});

describe("the units that stay", () => {
  const ordered = fc
    .record({
      quantity: fc.integer({ min: 1, max: 12 }),
      grossMinor: fc.integer({ min: 0, max: 200_000 }),
      discountMinor: fc.integer({ min: 0, max: 2_000 }),
    })
    .map((line) => {
      const taxMinor = Math.round(line.grossMinor / 6);
      return { ...line, taxMinor, netMinor: line.grossMinor - taxMinor };
    });

  it("and those that go are the line: what is refunded and what is kept is what was paid", () => {
    fc.assert(
      fc.property(ordered, fc.double({ min: 0, max: 1, noNaN: true }), (line, share) => {
        const stays = Math.floor(line.quantity * share);
        const gone = portionOf({ ...line, shippingShareMinor: 0 }, 0, line.quantity - stays);
        expect(keep(line, stays, true).baseMinor + gone.grossMinor).toBe(line.grossMinor);
        expect(keep(line, stays, false).baseMinor + gone.netMinor).toBe(line.netMinor);
        expect(keep(line, stays, true).discountMinor + gone.discountMinor).toBe(line.discountMinor);
      }),
    );
  });

  it("cost what they cost when nothing goes, and nothing when all goes", () => {
    fc.assert(
      fc.property(ordered, (line) => {
        expect(keep(line, line.quantity, true)).toEqual({
          baseMinor: line.grossMinor,
          discountMinor: line.discountMinor,
        });
        expect(keep(line, 0, true)).toEqual({ baseMinor: 0, discountMinor: 0 });
      }),
    );
  });
});
