import type { Invariant } from "../../platform/invariant.ts";

/** Order total = lines + shipping + tax − discounts, and tax per rate by the one rounding rule of the house. */
export const salesInvariants: readonly Invariant[] = [
  {
    name: "order_totals",
    area: "orders",
    cost: "full",
    rows: `SELECT count(*) FROM sales_order`,
    broken: `
      SELECT o.number AS subject, o.total_minor, o.net_minor, o.tax_minor, o.items_minor, o.discount_minor,
        o.shipping_minor, l.net AS lines_net, l.tax AS lines_tax, l.gross AS lines_gross
      FROM sales_order o
      LEFT JOIN (
        SELECT order_id, sum(net_minor) AS net, sum(tax_minor) AS tax, sum(gross_minor) AS gross,
          coalesce(sum(gross_minor) FILTER (WHERE kind = 'product'), 0) AS products,
          coalesce(sum(gross_minor) FILTER (WHERE kind = 'shipping'), 0) AS shipping,
          sum(discount_minor) AS discount
        FROM sales_order_line GROUP BY 1
      ) l ON l.order_id = o.id
      WHERE o.total_minor <> o.net_minor + o.tax_minor
        OR o.net_minor IS DISTINCT FROM l.net OR o.tax_minor IS DISTINCT FROM l.tax
        OR o.total_minor IS DISTINCT FROM l.gross OR o.discount_minor IS DISTINCT FROM l.discount
        OR (o.tax_included AND (o.items_minor - o.discount_minor <> l.products OR o.shipping_minor <> l.shipping))`,
  },
  {
    name: "order_taxes",
    area: "orders",
    cost: "full",
    rows: `SELECT count(*) FROM sales_order_line`,
    // PostgreSQL rounds numerics half away from zero, as the house does.
    broken: `
      SELECT o.number AS subject, l.tax_rate, sum(l.tax_minor) AS tax,
        round(CASE WHEN o.tax_included THEN sum(l.gross_minor) * l.tax_rate / (1 + l.tax_rate)
          ELSE sum(l.net_minor) * l.tax_rate END) AS expected
      FROM sales_order o JOIN sales_order_line l ON l.order_id = o.id
      GROUP BY o.id, l.tax_rate
      HAVING sum(l.tax_minor) <> round(CASE WHEN o.tax_included THEN sum(l.gross_minor) * l.tax_rate / (1 + l.tax_rate)
        ELSE sum(l.net_minor) * l.tax_rate END)`,
  },
];
