// The shopper comes back from the payment page to change the basket (shop.checkout.use, by the order's secret token): the
// unpaid order is given up and its cart opened again. Locks as settle-payment.
import { DomainError } from "#server/kernel/errors.ts";
import { paymentsOfOrder } from "#server/modules/payments/index.ts";
import { findOrderByToken, lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { giveUp } from "../checkout/give-up.ts";
import { settlePayment } from "../checkout/settle-payment.ts";

/**
 * Gives an unpaid order up and its basket back. Throws DomainError not_found `sales.order_not_found`, conflict
 * `sales.order_not_payable` when it was paid meanwhile or is closed.
 */
export async function giveUpOrder(token: string, now: Date): Promise<void> {
  const found = await findOrderByToken(db(), token);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  for (const payment of await paymentsOfOrder(db(), found.id)) await settlePayment(payment.id, now, { giveUp: true });
  await inTx(async (tx) => {
    const order = await lockOrder(tx, found.id);
    if (order.status === "expired") return;
    if (order.status !== "awaiting_payment") {
      throw new DomainError("conflict", "sales.order_not_payable", { number: order.number });
    }
    await giveUp(tx, order, now);
  });
}
