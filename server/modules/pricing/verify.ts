import type { Invariant } from "#server/platform/invariant.ts";

/** Coupon uses ≤ limit, and what a coupon says was used is what orders use; prices are what their ledger last says. */
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
  {
    name: "prices_match_ledger",
    area: "orders",
    cost: "full",
    rows: `SELECT count(*) FROM price_list_item`,
    broken: `
      SELECT coalesce(i.id, l.item_id) AS subject, i.unit_price, i.compare_at, l.unit_price AS last_price,
        l.compare_at AS last_compare_at
      FROM price_list_item i
      FULL JOIN (
        SELECT DISTINCT ON (item_id) * FROM price_change ORDER BY item_id, changed_at DESC, id DESC
      ) l ON l.item_id = i.id
      WHERE (i.id IS NULL AND l.unit_price IS NOT NULL) OR (i.id IS NOT NULL AND
        (i.price_list_id, i.variant_id, i.min_quantity, i.valid_from, i.valid_to, i.unit_price, i.compare_at)
        IS DISTINCT FROM
        (l.price_list_id, l.variant_id, l.min_quantity, l.valid_from, l.valid_to, l.unit_price, l.compare_at))`,
  },
];
