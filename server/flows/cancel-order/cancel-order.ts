// Calling an order off before anything has left (sales.order.cancel): deliveries, stock, money and the invoice's draft go
// back together. Closes the provider's page first, outside of the transaction; locks order → payment → deliveries → stock levels.

import { everything, ownedBy, type Scope } from "#server/access/scope.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { cancelDeliveries } from "#server/modules/fulfilment/index.ts";
import { discardDraft, lockPostedInvoice } from "#server/modules/invoicing/index.ts";
import { returnPoints } from "#server/modules/loyalty/index.ts";
import { closeTransfer, counted, lockOrderPayments, moneyOf, paymentsOfOrder } from "#server/modules/payments/index.ts";
import { returnCoupon } from "#server/modules/pricing/index.ts";
import {
  type ChangeSource,
  cancelOrder as cancel,
  closeAmendment,
  lockOrder,
  waitingAmendment,
} from "#server/modules/sales/index.ts";
import { releaseReservations } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { returnMoney } from "../checkout/return-money.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { creditUncollected } from "../invoice-order/credit-uncollected.ts";
import { keepBooks } from "../keep-books/keep-books.ts";

/**
 * Cancels an order; what was captured goes back, and what is only held is let go, by jobs. Throws DomainError not_found
 * `sales.order_not_found`, conflict `sales.order_changed` { version } (somebody was faster), `fulfilment.already_shipped`,
 * for its buyer `fulfilment.picking_started` { version }, `sales.transition_not_allowed`.
 */
export async function cancelOrder(
  input: { number: string; version: number; reason: string },
  by: By,
  now: Date,
  as: { scope: Scope; source: ChangeSource } = { scope: everything, source: "staff" },
): Promise<void> {
  const buyer = as.source === "customer";
  const found = await db().salesOrder.findFirst({
    where: { AND: [ownedBy(as.scope), { number: input.number }] },
    select: { id: true, version: true },
  });
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  if (found.version !== input.version)
    throw new DomainError("conflict", "sales.order_changed", { version: found.version });
  for (const payment of await paymentsOfOrder(db(), found.id)) {
    if (!payment.sessionRef || !["created", "pending"].includes(payment.status)) continue;
    // A shopper who is paying right now must not end up with a charge and no order: close the page, then look.
    await paymentProvider(payment.provider).expire(payment.sessionRef);
    await settlePayment(payment.id, now);
  }
  await inTx(async (tx) => {
    const order = await lockOrder(tx, found.id);
    const payments = await lockOrderPayments(tx, order.id);
    await cancelDeliveries(tx, order.id, { unpickedOnly: buyer });
    await discardDraft(tx, order.id);
    await lockPostedInvoice(tx, order.id);
    await cancel(tx, order, input.reason, by, now);
    for (const payment of payments) {
      await closeTransfer(tx, payment, "cancelled", now);
      await returnMoney(tx, order, payment, { reason: input.reason, key: `cancel:${order.id}`, by });
    }
    await returnCoupon(tx, order.id);
    await returnPoints(tx, order.id, now);
    const waiting = await waitingAmendment(tx, order.id);
    if (waiting) await closeAmendment(tx, order, waiting.id, { status: "cancelled" }, by, now);
    await releaseReservations(tx, order.id);
    await creditUncollected(tx, order, moneyOf(payments.map(counted)), input.reason);
    await audit(
      tx,
      by,
      "sales.order.cancelled",
      { type: "order", id: order.id },
      { reason: input.reason, source: as.source },
    );
    await keepBooks(tx, order.id, now);
  });
}
