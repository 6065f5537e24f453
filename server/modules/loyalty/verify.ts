import type { Invariant } from "../../platform/invariant.ts";

/** Points are what the ledger says, and what an order earned or spent is what the ledger says of that order. */
export const loyaltyInvariants: readonly Invariant[] = [
  {
    name: "points_match_entries",
    area: "money",
    cost: "light",
    rows: `SELECT count(*) FROM loyalty_account`,
    broken: `
      SELECT a.id AS subject, a.points, a.pending, coalesce(e.points, 0) AS entries, coalesce(e.pending, 0) AS entries_pending
      FROM loyalty_account a
      LEFT JOIN (SELECT account_id, sum(points) AS points, sum(pending) AS pending FROM loyalty_entry GROUP BY 1) e
        ON e.account_id = a.id
      WHERE a.points < 0 OR a.pending < 0 OR a.points <> coalesce(e.points, 0) OR a.pending <> coalesce(e.pending, 0)`,
  },
  {
    name: "points_match_orders",
    area: "money",
    cost: "full",
    rows: `SELECT (SELECT count(*) FROM loyalty_earning) + (SELECT count(*) FROM loyalty_spend)`,
    broken: `
      WITH told AS (
        SELECT order_id,
          coalesce(sum(points + pending) FILTER (WHERE kind IN ('earned', 'reversed')), 0) AS earned,
          coalesce(-sum(points) FILTER (WHERE kind IN ('spent', 'returned')), 0) AS spent
        FROM loyalty_entry WHERE order_id IS NOT NULL GROUP BY 1
      )
      SELECT coalesce(t.order_id, e.order_id, s.order_id) AS subject, e.points AS earning, t.earned,
        s.points - s.returned AS spend, t.spent
      FROM told t
      FULL JOIN loyalty_earning e ON e.order_id = t.order_id
      FULL JOIN loyalty_spend s ON s.order_id = coalesce(t.order_id, e.order_id)
      WHERE coalesce(e.points, 0) <> coalesce(t.earned, 0) OR coalesce(s.points - s.returned, 0) <> coalesce(t.spent, 0)`,
  },
];
