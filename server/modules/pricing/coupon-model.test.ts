import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, money } from "#server/kernel/money.ts";
import { type CouponTerms, couponDiscount, couponState, customerKey } from "./coupon-model.ts";

const now = new Date("2026-11-22T10:00:00Z");
const tenPercent: CouponTerms = {
  id: "cpn_1",
  code: "WELCOME10",
  name: {},
  kind: "percent",
  value: "0.1",
  currency: null,
  minItemsMinor: 0,
  validFrom: null,
  validTo: null,
  usageLimit: null,
  perCustomer: null,
  used: 0,
  active: true,
};

describe("a coupon's discount", () => {
  it("rounds a percentage once, half up", () => {
    expect(couponDiscount(tenPercent, money(1005, "EUR"), now).off.minor).toBe(101);
    expect(couponDiscount(tenPercent, money(1004, "EUR"), now).off.minor).toBe(100);
  });

  it("takes a fixed amount in the currency's own exponent, never more than the goods cost", () => {
    const fixed: CouponTerms = { ...tenPercent, kind: "fixed", value: "15", currency: "JPY" };
    expect(couponDiscount(fixed, money(400, "JPY"), now).off.minor).toBe(15);
    expect(couponDiscount(fixed, money(9, "JPY"), now).off.minor).toBe(9);
    expect(couponDiscount(fixed, money(400, "EUR"), now)).toMatchObject({ off: { minor: 0 }, problem: "currency" });
  });

  it.each([
    [{ active: false }, "expired"],
    [{ validFrom: new Date("2026-11-22T10:00:01Z") }, "not_started"],
    [{ validTo: now }, "expired"],
    [{ usageLimit: 3, used: 3 }, "used_up"],
    [{ minItemsMinor: 5001 }, "minimum"],
  ])("takes nothing off when %o", (change, problem) => {
    const discount = couponDiscount({ ...tenPercent, ...change }, money(5000, "EUR"), now);
    expect(discount).toMatchObject({ off: { minor: 0 }, freeShipping: false, problem });
  });

  it("frees the shipping only when it holds", () => {
    const free: CouponTerms = { ...tenPercent, kind: "free_shipping", value: "0", minItemsMinor: 100 };
    expect(couponDiscount(free, money(100, "EUR"), now)).toMatchObject({ freeShipping: true, off: { minor: 0 } });
    expect(couponDiscount(free, money(99, "EUR"), now).freeShipping).toBe(false);
  });

  it("is never above the goods, and spreads over lines without a cent lost or a line below zero", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (lines, share) => {
          const items = lines.reduce((a, b) => a + b, 0);
          const coupon = { ...tenPercent, value: (share / 1_000_000).toFixed(6) };
          const { off } = couponDiscount(coupon, money(items, "EUR"), now);
          expect(off.minor).toBeLessThanOrEqual(items);
          const parts = allocate(off, lines);
          expect(parts.reduce((sum, part) => sum + part.minor, 0)).toBe(off.minor);
          lines.forEach((line, i) => {
            expect(parts[i]?.minor).toBeLessThanOrEqual(line);
          });
        },
      ),
    );
  });
});

it("tells where a coupon stands", () => {
  expect(couponState({ ...tenPercent, validTo: new Date("2026-11-22T10:00:00.001Z") }, now)).toBe("active");
});

it("knows one mailbox under all its tags", () => {
  const anne = customerKey("Anne.Leroy+shop@Gmail.com");
  expect(anne).toBe("anneleroy@gmail.com");
  expect(customerKey("anneleroy+2@googlemail.com")).toBe(anne);
  expect(customerKey("anne.leroy+a@example.fr")).toBe(customerKey("ANNE.LEROY@example.fr"));
  expect(customerKey("anneleroy@example.fr")).not.toBe(customerKey("anne.leroy@example.fr"));
});
