import type { Invariant } from "../../platform/invariant.ts";

/** Invoices add up, credit notes stay within them, and numbers run without a gap per journal and year. */
export const invoicingInvariants: readonly Invariant[] = [
  {
    name: "invoice_totals",
    area: "books",
    cost: "full",
    rows: `SELECT count(*) FROM invoice`,
    broken: `
      SELECT coalesce(i.number, i.id) AS subject, i.net_minor, i.tax_minor, i.total_minor, l.net AS lines_net,
        l.tax AS lines_tax, t.base AS summary_base, t.tax AS summary_tax
      FROM invoice i
      LEFT JOIN (SELECT invoice_id, sum(net_minor) AS net, sum(tax_minor) AS tax, sum(gross_minor) AS gross
        FROM invoice_line GROUP BY 1) l ON l.invoice_id = i.id
      LEFT JOIN (SELECT invoice_id, sum(base_minor) AS base, sum(tax_minor) AS tax FROM invoice_tax GROUP BY 1) t
        ON t.invoice_id = i.id
      WHERE i.total_minor <> i.net_minor + i.tax_minor OR i.total_minor IS DISTINCT FROM l.gross
        OR i.net_minor IS DISTINCT FROM l.net OR i.tax_minor IS DISTINCT FROM l.tax
        OR i.net_minor IS DISTINCT FROM t.base OR i.tax_minor IS DISTINCT FROM t.tax`,
  },
  {
    name: "credits_within_invoices",
    area: "books",
    cost: "full",
    rows: `SELECT count(*) FROM invoice WHERE kind = 'credit_note'`,
    broken: `
      SELECT coalesce(i.number, i.id) AS subject, i.total_minor, i.tax_minor, sum(c.total_minor) AS credited,
        sum(c.tax_minor) AS credited_tax
      FROM invoice i JOIN invoice c ON c.reverses_id = i.id
      GROUP BY i.id
      HAVING sum(c.total_minor) > i.total_minor OR sum(c.tax_minor) > i.tax_minor
        OR bool_or(c.currency <> i.currency OR c.order_id <> i.order_id OR i.kind <> 'invoice' OR i.status <> 'posted')`,
  },
  {
    name: "invoice_numbers_gapless",
    area: "books",
    cost: "light",
    rows: `SELECT count(*) FROM invoice WHERE status = 'posted'`,
    // From 1 to as many as there are, as many as the counter gave out, dates rising with numbers.
    broken: `
      SELECT n.journal || ' ' || n.fiscal_year AS subject, n.first, n.last, n.many, c.value AS counted, n.backwards
      FROM (
        SELECT journal, fiscal_year, min(sequence_no) AS first, max(sequence_no) AS last, count(*)::int AS many,
          count(*) FILTER (WHERE issue_date < before)::int AS backwards
        FROM (SELECT journal, fiscal_year, sequence_no, issue_date,
            lag(issue_date) OVER (PARTITION BY journal, fiscal_year ORDER BY sequence_no) AS before
          FROM invoice WHERE status = 'posted') posted
        GROUP BY 1, 2
      ) n
      FULL JOIN (SELECT split_part(key, ':', 2) AS journal, split_part(key, ':', 3)::int AS fiscal_year, value
        FROM counter WHERE key LIKE 'invoice:%' AND value > 0) c USING (journal, fiscal_year)
      WHERE n.first IS DISTINCT FROM 1 OR n.last IS DISTINCT FROM n.many OR n.last IS DISTINCT FROM c.value
        OR n.backwards > 0`,
  },
];
