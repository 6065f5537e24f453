// Post invoice: the draft gets its number for good, the order counts as invoiced, the customer may download it. What was
// already refunded is credited at once.
// Permission invoicing.invoice.post. Locks: order → payment → invoice → counter.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { creditUpTo, orderOfInvoice, postInvoice as post } from "#server/modules/invoicing/index.ts";
import { counted, moneyOf, paymentsOfOrder } from "#server/modules/payments/index.ts";
import { lockOrder, markInvoiced, recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { keepBooks } from "../keep-books/keep-books.ts";
import { recordCreditNote } from "./credit-refund.ts";
import { creditedLines } from "./credited-lines.ts";

/**
 * Answers the invoice's number. Throws not_found `invoicing.invoice_not_found`, conflict `invoicing.already_posted`,
 * `invoicing.order_not_invoiceable` (the order was called off).
 */
export function postInvoice(invoiceId: string, by: By, clock: Clock = systemClock): Promise<{ number: string }> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, await orderOfInvoice(tx, invoiceId));
    if (order.status !== "confirmed" && order.status !== "completed") {
      throw new DomainError("conflict", "invoicing.order_not_invoiceable", { status: order.status });
    }
    const { number } = await post(tx, invoiceId, clock);
    await markInvoiced(tx, order);
    const data = { number, invoiceId };
    await recordEvent(tx, order.id, { type: "invoiced", data }, by, clock.now());
    await audit(tx, by, "invoicing.invoice_posted", { type: "invoice", id: invoiceId }, { number });

    const { refundedMinor } = moneyOf((await paymentsOfOrder(tx, order.id)).map(counted));
    const lines = await creditedLines(tx, order, { orderId: order.id });
    const note = await creditUpTo(tx, { orderId: order.id, refundedMinor, reason: "", lines }, clock);
    if (note) await recordCreditNote(tx, order, note, clock);
    await keepBooks(tx, order.id, clock.now());
    return { number };
  });
}
