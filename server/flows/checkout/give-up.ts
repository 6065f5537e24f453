// Part of giving an unpaid order up, in the caller's transaction: payments nobody waits for are closed, what came of the
// money goes back, coupon, points, stock and basket are free again. Locks (held by the caller): order; here: payments → stock levels.

import { returnPoints } from "#server/modules/loyalty/index.ts";
import { closeTransfer, lockOrderPayments } from "#server/modules/payments/index.ts";
import { returnCoupon } from "#server/modules/pricing/index.ts";
import { expireOrder, type LockedOrder, reopenCart } from "#server/modules/sales/index.ts";
import { releaseReservations } from "#server/modules/stock/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { returnMoney } from "./return-money.ts";

/** Expires an order that still awaits its payment; any other is left alone. */
export async function giveUp(tx: Tx, order: LockedOrder, now: Date): Promise<void> {
  if (order.status !== "awaiting_payment") return;
  for (const payment of await lockOrderPayments(tx, order.id)) {
    await closeTransfer(tx, payment, "expired", now);
    await returnMoney(tx, order, payment, {
      reason: payment.method === "gift_card" ? "gift_card_returned" : "paid_too_little",
      key: "late",
      // Nothing is owed for an order given up: were it called value, late money would find the order half paid.
      kind: "surplus",
    });
  }
  await returnCoupon(tx, order.id);
  await returnPoints(tx, order.id, now);
  await releaseReservations(tx, order.id);
  await expireOrder(tx, order, now);
  await reopenCart(tx, order.cartId);
}
