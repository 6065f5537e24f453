import { everything } from "#server/access/scope.ts";
import type { Clock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Tx } from "#server/platform/db.ts";
import type { Buyer } from "../contract.ts";
import { type LockedInvoice, lockInvoice } from "../locks.ts";
import { invoiceDetail } from "../queries.ts";
import { lastReissueDay, reissueFactsOf, reissueRefusal } from "../reissue.ts";
import { seller } from "../seller.ts";
import { writeCreditNote } from "./credit-invoice.ts";
import { businessDay, number } from "./post-invoice.ts";

type Numbered = { id: string; number: string };

/**
 * Makes an issued invoice out to another buyer. A posted invoice is never edited (CGI, annexe II, article 242 nonies A;
 * BOI-TVA-DECLA-30-20-20-30): a credit note takes back what is left of it, and a new invoice of exactly those lines, amounts
 * and taxes, posted at once, stands in its place. Locks the invoice (after
 * its order), then the counters, the invoices' first. `reason` is what the credit note gives as its own.
 * Throws not_found `invoicing.invoice_not_found`, conflict with a `ReissueRefusal` { until }.
 */
export async function reissueInvoice(
  tx: Tx,
  input: { invoiceId: string; buyer: Buyer; reason: string },
  clock: Clock,
): Promise<{ invoice: Numbered; note: Numbered }> {
  const locked = await lockInvoice(tx, input.invoiceId);
  const detail = await invoiceDetail(tx, everything, { id: locked.id });
  const now = clock.now();
  const refusal = reissueRefusal(reissueFactsOf(detail), businessDay(now));
  if (refusal) {
    throw new DomainError("conflict", refusal, { until: detail.issueDate && lastReissueDay(detail.issueDate) });
  }
  const note = await writeCreditNote(
    tx,
    { invoiceId: locked.id, amountMinor: detail.creditable.minor, reason: input.reason, reissue: true },
    clock,
  );
  const draft = { ...locked, id: newId("invoice", now.getTime()), status: "draft" as const, number: null };
  await copyTo(tx, { from: note.id, to: draft, replaces: locked.id, buyer: input.buyer, now });
  const invoice = { id: draft.id, number: await number(tx, draft, clock, detail.dueDate) };
  return { invoice, note: { id: note.id, number: await number(tx, note, clock) } };
}

/** A draft of the very lines that a credit note takes back, in another name. */
async function copyTo(
  tx: Tx,
  { from, to, replaces, buyer, now }: { from: string; to: LockedInvoice; replaces: string; buyer: Buyer; now: Date },
): Promise<void> {
  const note = await tx.invoice.findUniqueOrThrow({
    where: { id: from },
    include: { lines: { orderBy: { position: "asc" } }, taxes: true },
  });
  const { orderId, partnerId, locale, currency, taxTreatment, netMinor, taxMinor, totalMinor } = note;
  await tx.invoice.create({
    data: {
      ...{ id: to.id, kind: "invoice", journal: "FA", replacesId: replaces, createdAt: now },
      paymentTerms: to.paymentTerms,
      ...{ orderId, partnerId, locale, currency, taxTreatment, netMinor, taxMinor, totalMinor },
      seller: seller(),
      buyer,
      deliveryTo: note.deliveryTo ?? {},
      lines: {
        create: note.lines.map(({ id: _, invoiceId: __, ...line }, position) => ({
          ...line,
          id: newId("invoiceLine"),
          position,
        })),
      },
      taxes: { create: note.taxes.map(({ invoiceId: _, ...tax }) => tax) },
    },
  });
}
