import { DomainError } from "#server/kernel/errors.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ReceivablesError, ReminderLevel } from "./contract.ts";

/**
 * Writes down that invoices are reminded of at a level, unless they were, or are contested; the ids of those that this call
 * wrote. The caller mails them in the same transaction, so that each level is mailed once.
 */
export async function writeReminders(
  tx: Tx,
  reminders: readonly { invoiceId: string; level: ReminderLevel }[],
  now: Date,
): Promise<string[]> {
  const written: string[] = [];
  for (const { invoiceId, level } of reminders) {
    const count = await tx.$executeRaw`
      INSERT INTO payment_reminder (invoice_id, level, sent_at)
      SELECT ${invoiceId}, ${level}::int, ${now}
      WHERE NOT EXISTS (SELECT FROM invoice_dispute WHERE invoice_id = ${invoiceId} AND closed_at IS NULL)
      ON CONFLICT DO NOTHING`;
    if (count > 0) written.push(invoiceId);
  }
  return written;
}

/**
 * The customer contests an invoice that was issued: nobody is reminded of it. Throws conflict
 * `receivables.already_disputed`, or `receivables.not_disputable` for a draft, a credit note and what was replaced.
 */
export async function openDispute(tx: Tx, input: { id: string; reason: string }, by: By, now: Date): Promise<void> {
  const { id, reason } = input;
  const count = await tx.$executeRaw`
    INSERT INTO invoice_dispute (invoice_id, reason, by_user_id, opened_at)
    SELECT i.id, ${reason}, ${by.userId}, ${now} FROM invoice i
    WHERE i.id = ${id} AND i.kind = 'invoice' AND i.status = 'posted'
      AND NOT EXISTS (SELECT FROM invoice r WHERE r.replaces_id = i.id)
    ON CONFLICT (invoice_id) DO UPDATE SET reason = EXCLUDED.reason, by_user_id = EXCLUDED.by_user_id,
      opened_at = EXCLUDED.opened_at, closed_at = NULL WHERE invoice_dispute.closed_at IS NOT NULL`;
  if (count === 0) {
    const open = await tx.invoiceDispute.count({ where: { invoiceId: id, closedAt: null } });
    const code = open > 0 ? "receivables.already_disputed" : "receivables.not_disputable";
    throw new DomainError<ReceivablesError>("conflict", code);
  }
  await audit(tx, by, "receivables.dispute_opened", { type: "invoice", id }, { reason });
}

/** It is settled: reminders go on. Throws conflict `receivables.not_disputed`. */
export async function closeDispute(tx: Tx, id: string, by: By, now: Date): Promise<void> {
  const { count } = await tx.invoiceDispute.updateMany({
    where: { invoiceId: id, closedAt: null },
    data: { closedAt: now },
  });
  if (count === 0) throw new DomainError<ReceivablesError>("conflict", "receivables.not_disputed");
  await audit(tx, by, "receivables.dispute_closed", { type: "invoice", id }, {});
}
