import type { Invariant } from "../../platform/invariant.ts";

/** Nothing leaves twice or comes back twice: shipped ≤ ordered, returned ≤ shipped, restocked ≤ returned. */
export const fulfilmentInvariants: readonly Invariant[] = [
  {
    name: "shipped_within_ordered",
    area: "delivery",
    cost: "full",
    rows: `SELECT count(*) FROM sales_order_line WHERE kind = 'product'`,
    broken: `
      SELECT l.order_id || ' ' || l.position AS subject, l.quantity AS ordered, l.delivered,
        coalesce(s.shipped, 0) AS shipped
      FROM sales_order_line l
      LEFT JOIN (
        SELECT d.order_line_id, sum(d.picked) AS shipped FROM delivery_line d
        JOIN delivery v ON v.id = d.delivery_id AND v.status IN ('shipped', 'delivered') GROUP BY 1
      ) s ON s.order_line_id = l.id
      WHERE l.kind = 'product' AND (l.delivered > l.quantity OR l.delivered <> coalesce(s.shipped, 0))`,
  },
  {
    name: "parcels_match_deliveries",
    area: "delivery",
    cost: "full",
    rows: `SELECT count(*) FROM parcel_line`,
    broken: `
      SELECT v.number AS subject, d.order_line_id, d.picked, coalesce(sum(p.quantity), 0) AS in_parcels
      FROM delivery v JOIN delivery_line d ON d.delivery_id = v.id
      LEFT JOIN parcel_line p ON p.delivery_line_id = d.id
      WHERE v.status IN ('packed', 'shipped', 'delivered')
      GROUP BY v.id, d.id HAVING coalesce(sum(p.quantity), 0) <> d.picked`,
  },
  {
    name: "returned_within_shipped",
    area: "delivery",
    cost: "full",
    rows: `SELECT count(*) FROM return_line`,
    broken: `
      SELECT l.order_id || ' ' || l.position AS subject, l.delivered, l.returned, coalesce(r.received, 0) AS received,
        coalesce(r.inspected, 0) AS inspected
      FROM sales_order_line l
      LEFT JOIN (
        SELECT order_line_id, sum(received) AS received, sum(restocked + scrapped) AS inspected,
          bool_or(restocked + scrapped > received OR received > quantity) AS excess
        FROM return_line GROUP BY 1
      ) r ON r.order_line_id = l.id
      WHERE l.returned > l.delivered OR l.returned <> coalesce(r.received, 0) OR r.excess`,
  },
];
