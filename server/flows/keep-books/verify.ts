import type { Invariant } from "#server/platform/invariant.ts";
import { documentsSql } from "./documents.ts";

/** What an entry leaves on the customer's account, of documents' entries that were not taken back. */
const posted = `
  SELECT e.document_type AS type, e.document_id AS id, e.currency::text AS currency, e.order_id, count(DISTINCT e.id) AS entries,
    sum(l.debit_minor - l.credit_minor) FILTER (WHERE l.partner_name IS NOT NULL) AS owed_minor
  FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
  WHERE e.document_type <> 'entry' AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.reverses_id = e.id)
  GROUP BY 1, 2, 3, 4`;

/** The journal and the documents tell the same story: every document once, with its amount, and nothing else. */
export const bookInvariants: readonly Invariant[] = [
  {
    name: "documents_in_books",
    area: "books",
    cost: "full",
    rows: `SELECT count(*) FROM (${documentsSql}) d`,
    broken: `
      SELECT coalesce(d.type, p.type) || ' ' || coalesce(d.id, p.id) AS subject, d.owed_minor AS document, p.owed_minor AS booked,
        p.entries
      FROM (${documentsSql}) d FULL JOIN (${posted}) p ON p.type = d.type AND p.id = d.id
      WHERE p.entries IS DISTINCT FROM 1 OR d.owed_minor IS DISTINCT FROM p.owed_minor
        OR d.currency IS DISTINCT FROM p.currency OR d.order_id IS DISTINCT FROM p.order_id`,
  },
];
