import type { Invariant } from "#server/platform/invariant.ts";

/** What documents say left or came back, and what the stock ledger says moved for them: (type, id, variant, quantity). */
const carried = `
  SELECT 'delivery' AS type, d.id, l.variant_id, sum(l.picked) AS quantity
  FROM delivery d JOIN delivery_line l ON l.delivery_id = d.id
  WHERE d.status IN ('shipped', 'delivered') AND l.picked > 0 GROUP BY 2, 3
  UNION ALL
  SELECT 'return', r.return_id, o.variant_id, sum(r.restocked + r.scrapped)
  FROM return_line r JOIN sales_order_line o ON o.id = r.order_line_id
  WHERE r.restocked + r.scrapped > 0 GROUP BY 2, 3`;
const moved = `
  SELECT document_type AS type, document_id AS id, variant_id, sum(quantity) AS quantity FROM stock_move
  WHERE document_type IN ('delivery', 'return') GROUP BY 1, 2, 3`;

/** Rules that no module can see alone. */
export const acrossModules: readonly Invariant[] = [
  {
    name: "paid_orders_stand",
    area: "money",
    cost: "full",
    rows: `SELECT count(*) FROM payment WHERE status = 'captured'`,
    // A refund that failed is on somebody's desk: it is known, and not counted as money kept in silence.
    broken: `
      SELECT o.number AS subject, o.status, sum(p.captured_minor) AS captured, sum(coalesce(r.booked, 0)) AS given_back
      FROM sales_order o JOIN payment p ON p.order_id = o.id AND p.status = 'captured'
      LEFT JOIN (SELECT payment_id, sum(amount_minor) AS booked FROM refund GROUP BY 1) r ON r.payment_id = p.id
      WHERE o.status IN ('cancelled', 'expired')
      GROUP BY o.id HAVING sum(p.captured_minor) > sum(coalesce(r.booked, 0))`,
  },
  {
    name: "shipments_match_moves",
    area: "delivery",
    cost: "full",
    rows: `SELECT count(*) FROM stock_move WHERE document_type IN ('delivery', 'return')`,
    broken: `
      SELECT coalesce(c.type, m.type) || ' ' || coalesce(c.id, m.id) || ' ' || coalesce(c.variant_id, m.variant_id) AS subject,
        c.quantity AS carried, m.quantity AS moved
      FROM (${carried}) c
      FULL JOIN (${moved}) m ON m.type = c.type AND m.id = c.id AND m.variant_id = c.variant_id
      WHERE c.quantity IS DISTINCT FROM m.quantity`,
  },
  {
    name: "search_within_catalogue",
    area: "record",
    cost: "light",
    rows: `SELECT count(*) FROM search_document d JOIN search_index i ON i.active = d.index`,
    // Changes take a moment to arrive; a quarter of an hour is no moment.
    broken: `
      SELECT d.product_id || ' ' || d.locale AS subject, p.status FROM search_document d
      JOIN search_index i ON i.active = d.index
      LEFT JOIN product p ON p.id = d.product_id
      WHERE p.status IS DISTINCT FROM 'active' AND coalesce(p.updated_at, d.updated_at) < now() - interval '15 minutes'`,
  },
];
