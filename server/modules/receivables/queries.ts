import type { Db } from "#server/platform/db.ts";
import type { Dispute } from "./contract.ts";

/** Older lateness is nothing for letters by a program. */
const oldestDays = 90;

/**
 * Companies that pay invoices on account of which one is due soon, or was, on a day (YYYY-MM-DD): whoever pays, where that
 * is not who ordered. Their reminders are switched on.
 */
export async function duePartners(db: Db, today: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT coalesce(o.payer_id, o.partner_id) AS id
    FROM sales_order o
    JOIN invoice i ON i.order_id = o.id AND i.status = 'posted' AND i.kind = 'invoice' AND i.payment_terms IS NOT NULL
    JOIN company_account a ON a.partner_id = o.partner_id AND a.reminders
    WHERE o.payment_method = 'account' AND o.payment_status <> 'paid'
      AND i.due_date BETWEEN ${today}::date - ${oldestDays}::int AND ${today}::date + 3
    ORDER BY 1`;
  return rows.map((row) => row.id);
}

/** The dispute of an invoice that is not settled; null when there is none. */
export async function readDispute(db: Db, invoiceId: string): Promise<Dispute> {
  const row = await db.invoiceDispute.findFirst({
    where: { invoiceId, closedAt: null },
    select: { reason: true, openedAt: true, by: { select: { name: true } } },
  });
  return row && { reason: row.reason, by: row.by.name, openedAt: row.openedAt.toISOString() };
}
