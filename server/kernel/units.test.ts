import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertUnit, unitNames, unitsLike } from "./units.ts";

describe("units", () => {
  it.each([
    [1.2, "m", "cm", 120],
    [24, "in", "cm", 60.96],
    [4600, "g", "kg", 4.6],
    [75, "cl", "ml", 750],
    [0.1, "m", "mm", 100],
    [90, "min", "h", 1.5],
  ] as const)("%d %s are %d… %s", (value, from, to, expected) => expect(convertUnit(value, from, to)).toBe(expected));

  it("have nothing to do with those of another dimension", () => {
    expect(convertUnit(1, "kg", "cm")).toBeUndefined();
    expect(unitsLike("cm")).toEqual(["mm", "cm", "m", "in"]);
  });

  it("turn there and back into the same", () => {
    const name = fc.constantFrom(...unitNames);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), name, name, (thousandths, from, to) => {
        const value = thousandths / 10;
        const there = convertUnit(value, from, to);
        if (there === undefined) return;
        const back = convertUnit(there, to, from) ?? Number.NaN;
        // What six decimals of the larger unit can say.
        const step = convertUnit(0.000001, to, from) ?? 0;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(step, 0.000001));
      }),
    );
  });
});
