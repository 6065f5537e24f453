import fc from "fast-check";
import { expect, it } from "vitest";
import { bandOf, notEnough, shownStock, shownStockSchema } from "./contract-display.ts";

const row = fc.record({
  variantId: fc.constant("var_x"),
  available: fc.nat(9_999),
  orderable: fc.nat(9_999),
  mode: fc.constantFrom("deny" as const, "backorder" as const, "preorder" as const),
  expectedOn: fc.constant(null),
  locations: fc.array(
    fc.record({
      code: fc.constant("LYON"),
      name: fc.constant("Lyon"),
      kind: fc.constantFrom("warehouse" as const, "store" as const),
      city: fc.constant(null),
      available: fc.nat(9_999),
    }),
    { maxLength: 4 },
  ),
});

it("tells no number at all in bands, and every count otherwise", () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 2, max: 100 }), (of, plentyFrom) => {
      const bands = shownStockSchema.parse(shownStock(of, { stockDisplay: "bands", plentyFrom }));
      expect(JSON.stringify(bands)).not.toMatch(/\d/);
      const exact = shownStockSchema.parse(shownStock(of, { stockDisplay: "exact", plentyFrom }));
      expect(exact).toMatchObject({ available: of.available, orderable: of.orderable, canOrder: of.orderable > 0 });
      expect(exact.locations.map((place) => place.available)).toEqual(of.locations.map((place) => place.available));
      expect(exact.band).toBe(bands.band);
    }),
  );
});

it("has plenty from the count given, few below, none at nothing", () => {
  expect([0, 1, 9, 10, 11].map((count) => bandOf(count, 10))).toEqual(["none", "few", "few", "plenty", "plenty"]);
  expect(bandOf(1, 1)).toBe("plenty");
});

it("tells a loser how many there are only where counts are shown", () => {
  const short = { variantId: "var_x", wanted: 9, available: 4 };
  expect(notEnough(short, { stockDisplay: "exact" }).details).toEqual(short);
  expect(notEnough(short, {}).details).toEqual(short);
  const silent = notEnough(short, { stockDisplay: "bands" });
  expect(silent).toMatchObject({ kind: "conflict", code: "stock.not_enough" });
  expect(silent.details).toEqual({ variantId: "var_x", wanted: 9 });
});
