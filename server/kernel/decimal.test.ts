import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  type Decimal,
  decimal,
  divideRound,
  multiply,
  negate,
  roundToInteger,
  toText,
} from "./decimal.ts";

const any = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, scale]): Decimal => ({ digits, scale }));
const same = (a: Decimal, b: Decimal): void => {
  expect(compare(a, b)).toBe(0);
};

describe("decimals", () => {
  it("read what they write", () => {
    fc.assert(fc.property(any, (a) => same(decimal(toText(a)), a)));
  });
  it("add and multiply without loss", () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        same(add(a, b), add(b, a));
        same(add(add(a, b), c), add(a, add(b, c)));
        same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
        same(add(a, negate(a)), decimal(0));
      }),
    );
  });
  it("round half away from zero, by half a unit at most", () => {
    expect(["0.5", "1.5", "-0.5", "-1.5", "0.4999"].map((t) => roundToInteger(decimal(t)))).toEqual([
      1n,
      2n,
      -1n,
      -2n,
      0n,
    ]);
    fc.assert(
      fc.property(any, (a) => {
        const twice = 2n * (roundToInteger(a) * 10n ** BigInt(a.scale) - a.digits);
        expect(twice <= 10n ** BigInt(a.scale) && twice >= -(10n ** BigInt(a.scale))).toBe(true);
      }),
    );
  });
  it("refuse what is not one", () => {
    for (const bad of ["", "1e3", "1,5", "abc", " 1", "1.", ".5", Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => decimal(bad), String(bad)).toThrow(RangeError);
    }
    expect(() => divideRound(1n, 0n)).toThrow(RangeError);
  });
  it("take small numbers for what they are", () => {
    expect(toText(decimal(0.1))).toBe("0.1");
    expect(toText(decimal(1e-7))).toBe("0.0000001");
  });
});
