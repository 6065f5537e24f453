import type { Invariant } from "../../platform/invariant.ts";

/** Debits = credits in every entry, numbers without a gap, corrections that take back exactly what they correct. */
export const accountingInvariants: readonly Invariant[] = [
  {
    name: "entries_balanced",
    area: "books",
    cost: "full",
    rows: `SELECT count(*) FROM journal_line`,
    broken: `
      SELECT e.journal || '-' || e.fiscal_year || '-' || e.sequence_no AS subject, e.currency,
        sum(l.debit_minor) AS debit, sum(l.credit_minor) AS credit
      FROM journal_entry e LEFT JOIN journal_line l ON l.entry_id = e.id
      GROUP BY e.id
      HAVING count(l.*) < 2 OR sum(l.debit_minor) IS DISTINCT FROM sum(l.credit_minor)
        OR bool_or((l.debit_minor = 0) = (l.credit_minor = 0) OR l.debit_minor < 0 OR l.credit_minor < 0)`,
  },
  {
    name: "entry_numbers_gapless",
    area: "books",
    cost: "light",
    rows: `SELECT count(*) FROM journal_entry`,
    broken: `
      SELECT journal || ' ' || fiscal_year AS subject, n.first, n.last, n.many, c.value AS counted, n.backwards
      FROM (
        SELECT journal, fiscal_year, min(sequence_no) AS first, max(sequence_no) AS last, count(*)::int AS many,
          count(*) FILTER (WHERE posted_at < before)::int AS backwards
        FROM (SELECT journal, fiscal_year, sequence_no, posted_at,
            lag(posted_at) OVER (PARTITION BY journal, fiscal_year ORDER BY sequence_no) AS before
          FROM journal_entry) e GROUP BY 1, 2) n
      FULL JOIN (SELECT split_part(key, ':', 2) AS journal, split_part(key, ':', 3)::int AS fiscal_year, value
        FROM counter WHERE key LIKE 'entry:%' AND value > 0) c USING (journal, fiscal_year)
      WHERE n.first IS DISTINCT FROM 1 OR n.last IS DISTINCT FROM n.many OR n.last IS DISTINCT FROM c.value
        OR n.backwards > 0`,
  },
  {
    name: "corrections_mirror",
    area: "books",
    cost: "full",
    rows: `SELECT count(*) FROM journal_entry WHERE reverses_id IS NOT NULL`,
    broken: `
      SELECT r.journal || '-' || r.fiscal_year || '-' || r.sequence_no AS subject, p.position
      FROM journal_entry r JOIN journal_entry o ON o.id = r.reverses_id
      CROSS JOIN LATERAL (
        SELECT coalesce(a.position, b.position) AS position,
          (a.account_code, a.partner_id, a.partner_name, a.debit_minor, a.credit_minor)
            IS NOT DISTINCT FROM (b.account_code, b.partner_id, b.partner_name, b.credit_minor, b.debit_minor) AS same
        FROM (SELECT * FROM journal_line WHERE entry_id = o.id) a
        FULL JOIN (SELECT * FROM journal_line WHERE entry_id = r.id) b ON b.position = a.position) p
      WHERE NOT p.same OR r.currency <> o.currency`,
  },
];
