import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertOfToken, alertToken } from "./alert-token.ts";
import { turnsLeft } from "./model.ts";

const natural = fc.nat(200);

describe("turns", () => {
  it("are never more than whole pieces that nobody was told of, nor than fit at once, and none is wasted", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 200, noNaN: true }),
        natural,
        fc.integer({ min: 1, max: 60 }),
        (n, taken, most) => {
          const left = turnsLeft(n, taken, most);
          expect(Number.isInteger(left) && left >= 0 && left <= most).toBe(true);
          expect(left === 0 || left + taken <= n).toBe(true);
          expect(left === most || left + taken + 1 > n).toBe(true);
        },
      ),
    );
  });
});

describe("the token of an alert", () => {
  it("names its alert, and no other proof does", () => {
    process.env.DATABASE_URL = "postgresql://u:p@localhost:5432/none";
    const [a, b] = [`alr_${"a".repeat(26)}`, `alr_${"b".repeat(26)}`];
    expect(alertOfToken(alertToken(a))).toBe(a);
    expect(alertToken(a)).not.toBe(alertToken(b));
    const proof = alertToken(a).split(".")[1];
    for (const forged of [`${b}.${proof}`, `${a}.`, a, `${a}.${"A".repeat(43)}`, `${alertToken(a)}x`, ""]) {
      expect(alertOfToken(forged), forged).toBeNull();
    }
  });
});
