import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { source } from "./model.ts";

const places = ["A", "B", "C"];
const variants = ["x", "y", "z"];
const demands = fc.array(
  fc.record({ variantId: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 1, maxLength: 6 },
);
const supplies = fc.array(fc.integer({ min: -2, max: 30 }), { minLength: 9, maxLength: 9 });

describe("sourcing", () => {
  it("takes exactly what was asked, from what is there, or names what is missing", () => {
    fc.assert(
      fc.property(demands, supplies, (wanted, stock) => {
        const lines = wanted.map((d, i) => ({ ...d, lineId: `l${i}` }));
        const levels = variants.flatMap((variantId, v) =>
          places.map((locationId, p) => ({ variantId, locationId, available: stock[v * 3 + p] ?? 0 })),
        );
        const { allocations, missing } = source(lines, levels, places);
        const needed = (id: string) => lines.filter((l) => l.variantId === id).reduce((s, l) => s + l.quantity, 0);
        const there = (id: string) =>
          levels.filter((l) => l.variantId === id).reduce((s, l) => s + Math.max(0, l.available), 0);
        expect(missing.map((m) => m.variantId).sort()).toEqual(variants.filter((v) => needed(v) > there(v)).sort());
        if (missing.length) {
          expect(allocations).toEqual([]);
          return;
        }
        for (const line of lines) {
          const taken = allocations.filter((a) => a.lineId === line.lineId).reduce((s, a) => s + a.quantity, 0);
          expect(taken).toBe(line.quantity);
        }
        for (const level of levels) {
          const taken = allocations
            .filter((a) => a.variantId === level.variantId && a.locationId === level.locationId)
            .reduce((s, a) => s + a.quantity, 0);
          expect(taken).toBeLessThanOrEqual(Math.max(0, level.available));
        }
        expect(allocations.every((a) => a.quantity > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  const at = (available: Record<string, number[]>) =>
    Object.entries(available).flatMap(([variantId, all]) =>
      all.map((n, i) => ({ variantId, locationId: places[i] ?? "", available: n })),
    );

  it("sends one parcel when one place has everything, even a later one", () => {
    const lines = [
      { lineId: "1", variantId: "x", quantity: 2 },
      { lineId: "2", variantId: "y", quantity: 1 },
    ];
    const { allocations } = source(lines, at({ x: [5, 5, 0], y: [0, 1, 0] }), places);
    expect(allocations.map((a) => a.locationId)).toEqual(["B", "B"]);
  });
  it("splits a line only when no place has it whole", () => {
    const line = [{ lineId: "1", variantId: "x", quantity: 5 }];
    expect(source(line, at({ x: [3, 3, 5] }), places).allocations).toEqual([
      { lineId: "1", variantId: "x", locationId: "C", quantity: 5 },
    ]);
    expect(source(line, at({ x: [3, 3, 1] }), places).allocations.map((a) => [a.locationId, a.quantity])).toEqual([
      ["A", 3],
      ["B", 2],
    ]);
  });
  it("sums two lines of one variant before it looks", () => {
    const lines = ["1", "2"].map((lineId) => ({ lineId, variantId: "x", quantity: 3 }));
    expect(source(lines, at({ x: [5, 0, 0] }), places).missing).toEqual([{ variantId: "x", wanted: 6, available: 5 }]);
  });
});
