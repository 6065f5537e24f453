import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { dueDateOf } from "#server/kernel/payment-terms.ts";
import { nextGapless } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { invoicePosted } from "../events.ts";
import { type LockedInvoice, lockInvoice } from "../locks.ts";
import { documentNumber, journalOf } from "../model.ts";
import { seller } from "../seller.ts";

const paris = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The business day at an instant, as the books (kept in Paris) see it. */
export const businessDay = (at: Date): string => paris.format(at);

/**
 * Gives a draft its number, the next of its journal and year without a gap, and closes it for good.
 * Throws not_found `invoicing.invoice_not_found`, conflict `invoicing.already_posted`.
 */
export async function postInvoice(tx: Tx, id: string, clock: Clock = systemClock): Promise<{ number: string }> {
  const invoice = await lockInvoice(tx, id);
  if (invoice.status === "posted") {
    throw new DomainError("conflict", "invoicing.already_posted", { number: invoice.number });
  }
  return { number: await number(tx, invoice, clock) };
}

/** The last step of posting, due on `dueOn` (a day), by its terms, or at once; the caller holds the invoice's lock or has just created it. */
export async function number(
  tx: Tx,
  invoice: LockedInvoice,
  clock: Clock,
  dueOn: string | null = null,
): Promise<string> {
  const journal = journalOf[invoice.kind];
  const year = Number(businessDay(clock.now()).slice(0, 4));
  const sequenceNo = await nextGapless(tx, `invoice:${journal}:${year}`);
  // Read after the counter's lock was given: numbers and dates then rise together. A year that ended meanwhile keeps
  // its last day.
  const now = clock.now();
  const today = businessDay(now);
  const issueDate = new Date(`${today.startsWith(`${year}-`) ? today : `${year}-12-31`}T00:00:00Z`);
  const text = documentNumber(journal, year, sequenceNo);
  const { paymentTerms } = invoice;
  const due = dueOn ?? (paymentTerms && dueDateOf(paymentTerms, issueDate.toISOString().slice(0, 10)));
  const { count } = await tx.invoice.updateMany({
    where: { id: invoice.id, status: "draft" },
    data: {
      status: "posted",
      journal,
      fiscalYear: year,
      sequenceNo,
      number: text,
      issueDate,
      // Paid when ordered: due on the day of issue, and never before it.
      dueDate: due && new Date(due) > issueDate ? new Date(due) : issueDate,
      postedAt: now,
      // The house as it is on the day of issue.
      ...(invoice.kind === "invoice" && { seller: seller() }),
    },
  });
  if (count !== 1) throw new DomainError("conflict", "invoicing.already_posted");
  emit(tx, invoicePosted(invoice.kind, invoice.id, invoice.orderId));
  return text;
}
