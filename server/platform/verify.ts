import type { Invariant } from "./invariant.ts";

/** Triggers without which a posted document could be edited: [table, trigger]. */
const guards = [
  ["stock_move", "stock_move_append_only"],
  ["outbox_event", "outbox_event_append_only"],
  ["audit_entry", "audit_entry_append_only"],
  ["invoice", "invoice_posted"],
  ["invoice_line", "invoice_line_posted"],
  ["invoice_tax", "invoice_tax_posted"],
  ["journal_entry", "journal_entry_append_only"],
  ["journal_line", "journal_line_append_only"],
  ["journal_entry", "journal_entry_balanced"],
  ["journal_line", "journal_line_balanced"],
] as const;

const guardRows = guards.map(([table, trigger]) => `('${table}', '${trigger}')`).join(", ");

/** What keeps posted documents posted, and answers given given again. */
export const platformInvariants: readonly Invariant[] = [
  {
    name: "guards_in_place",
    area: "record",
    cost: "light",
    rows: `SELECT ${guards.length} + count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'c'`,
    broken: `
      SELECT g.name AS subject, t.tgenabled::text AS state FROM (VALUES ${guardRows}) AS g(host, name)
      LEFT JOIN pg_trigger t ON t.tgname = g.name AND t.tgrelid = to_regclass('public.' || g.host)
      WHERE coalesce(t.tgenabled, 'D') = 'D'
      UNION ALL SELECT conrelid::regclass || '.' || conname, 'not enforced' FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f') AND NOT (convalidated AND conenforced)`,
  },
  {
    name: "events_handed_over",
    area: "record",
    cost: "light",
    rows: `SELECT count(*) FROM outbox_event`,
    broken: `
      SELECT e.type || ' ' || e.id AS subject, e.occurred_at FROM outbox_pending p JOIN outbox_event e ON e.seq = p.seq
      WHERE p.job IS NULL AND e.occurred_at < now() - interval '5 minutes'`,
  },
  {
    name: "answers_kept",
    area: "record",
    cost: "light",
    rows: `SELECT count(*) FROM idempotency_key`,
    broken: `
      SELECT scope || ' ' || endpoint || ' ' || key AS subject, status, lease_until FROM idempotency_key
      WHERE (status = 'done' AND response IS NULL) OR (status = 'running' AND lease_until < now() - interval '1 day')`,
  },
];
