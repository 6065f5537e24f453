import type { Invariant } from "#server/platform/invariant.ts";

/** Coupon uses ≤ limit, and what a coupon says was used is what orders use. */
export const pricingInvariants: readonly Invariant[] = [
  {
    name: "coupons_within_limits",
    area: "orders",
    cost: "light",
    rows: `SELECT count(*) FROM coupon`,
    broken: `
      SELECT c.id AS subject, c.used, c.usage_limit, coalesce(u.live, 0) AS live
      FROM coupon c
      LEFT JOIN (SELECT coupon_id, count(*) AS live FROM coupon_use WHERE status = 'live' GROUP BY 1) u ON u.coupon_id = c.id
      WHERE c.used > c.usage_limit OR c.used <> coalesce(u.live, 0)`,
  },
];
