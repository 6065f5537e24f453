import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fill } from "./fill-waiting.ts";
import { expectedDates } from "./waiting.ts";

const places = ["A", "B"];
const queue = fc
  .array(fc.record({ locationId: fc.constantFrom(...places), quantity: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 8,
  })
  .map((all) => all.map((one, i) => ({ ...one, id: `r${i}` })));
const dates = ["2026-12-01", "2027-01-12", "2027-02-03"];
const supplies = fc.array(
  fc.record({
    locationId: fc.constantFrom(...places),
    open: fc.integer({ min: 1, max: 8 }),
    expectedOn: fc.constantFrom(...dates),
  }),
  { maxLength: 5 },
);

describe("when promises beyond stock are served", () => {
  it("is never later for who came earlier to a place, and known exactly as far as its supplies reach", () => {
    fc.assert(
      fc.property(queue, supplies, (waiting, coming) => {
        const found = expectedDates(waiting, coming, "2026-11-22");
        for (const place of places) {
          const own = waiting.filter((one) => one.locationId === place);
          const due = own.map((one) => found.get(one.id) ?? "9999");
          expect(due).toEqual(due.toSorted());
          const open = coming.filter((one) => one.locationId === place).reduce((sum, one) => sum + one.open, 0);
          let upTo = 0;
          for (const one of own) {
            upTo += one.quantity;
            expect(found.get(one.id) !== null).toBe(upTo <= open);
          }
        }
      }),
    );
  });
});

describe("what becomes free", () => {
  const free = fc.record({ A: fc.integer({ min: -2, max: 12 }), B: fc.integer({ min: -2, max: 12 }) });
  it("goes to those who wait, oldest first, all of it that they want, never more than there is", () => {
    fc.assert(
      fc.property(queue, free, fc.boolean(), (all, levels, split) => {
        const waiting = all.map((one) => ({
          ...one,
          variantId: "x",
          places: split ? [one.locationId, ...places.filter((place) => place !== one.locationId)] : [one.locationId],
        }));
        const filled = fill(
          waiting,
          places.map((locationId) => ({ variantId: "x", locationId, free: levels[locationId as "A" | "B"] })),
        );
        const sum = (rows: typeof filled) => rows.reduce((total, row) => total + row.quantity, 0);
        for (const place of places) {
          const there = Math.max(0, levels[place as "A" | "B"]);
          const taken = sum(filled.filter((row) => row.toId === place));
          expect(taken).toBeLessThanOrEqual(there);
          // Nobody who could have been served from here is left waiting while something lies here.
          const open = waiting.filter(
            (one) => one.places.includes(place) && sum(filled.filter((f) => f.id === one.id)) < one.quantity,
          );
          if (open.length) expect(taken).toBe(there);
        }
        for (const one of waiting) {
          const own = filled.filter((row) => row.id === one.id);
          expect(sum(own)).toBeLessThanOrEqual(one.quantity);
          expect(own.filter((row) => row.last)).toHaveLength(sum(own) === one.quantity ? 1 : 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
