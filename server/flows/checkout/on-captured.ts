// What follows money that is there, taken or held: every way it came by (webhook, browser, sweep, bank statement) ends
// here, in the transaction that wrote it. Locks (held by the caller): order → payment; here: payments → stock levels.
import { DomainError } from "#server/kernel/errors.ts";
import { reclaimPoints, returnPoints } from "#server/modules/loyalty/index.ts";
import {
  counted,
  coveredBy,
  dueOf,
  type LockedPayment,
  lockOrderPayments,
  moneyOf,
  surplusOf,
} from "#server/modules/payments/index.ts";
import { reclaimCoupon, returnCoupon } from "#server/modules/pricing/index.ts";
import {
  cancelOrder,
  confirmOrder,
  type LockedOrder,
  orderedAgain,
  recordEvent,
  recordPaymentStatus,
} from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { applyAmendment } from "../edit-order/apply-amendment.ts";
import { returnMoney } from "./return-money.ts";
import { takeStock } from "./take-stock.ts";

/** Called once for every payment that becomes captured, under the locks of order and payment. */
export async function onCaptured(tx: Tx, order: LockedOrder, paymentId: string, now: Date): Promise<void> {
  const payments = await lockOrderPayments(tx, order.id);
  const payment = find(payments, paymentId);
  const data = { amountMinor: Number(payment.capturedMinor), currency: payment.currency, paymentId };
  await recordEvent(tx, order.id, { type: "paid", data }, bySystem, now);
  await claimOrder(tx, order, payments, payment, now);
}

/** Called once for every payment that becomes authorised: the money is held for the order, and the order stands. */
export async function onAuthorised(tx: Tx, order: LockedOrder, paymentId: string, now: Date): Promise<void> {
  const payments = await lockOrderPayments(tx, order.id);
  const payment = find(payments, paymentId);
  const data = { amountMinor: Number(payment.authorisedMinor), currency: payment.currency, paymentId };
  await recordEvent(tx, order.id, { type: "authorised", data }, bySystem, now);
  await claimOrder(tx, order, payments, payment, now);
}

function find(payments: readonly LockedPayment[], id: string): LockedPayment {
  const payment = payments.find((one) => one.id === id);
  if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
  return payment;
}

/** The money is there: the order gets its stock, waits for the rest, or the money goes back with an explanation. */
async function claimOrder(
  tx: Tx,
  order: LockedOrder,
  payments: readonly LockedPayment[],
  payment: LockedPayment,
  now: Date,
): Promise<void> {
  const all = payments.map(counted);
  if (order.status === "cancelled") {
    return returnMoney(tx, order, payment, { reason: "order_cancelled", key: "late" });
  }
  const stands = order.status === "confirmed" || order.status === "completed";
  const change = payment.amendmentId ? await applyAmendment(tx, order, payment.amendmentId, now) : "none";
  const total = Number(order.totalMinor);
  if (!stands && dueOf(total, all) > 0) {
    // Nobody waits for the rest of an expired order; an open one does.
    if (order.status === "expired") return returnMoney(tx, order, payment, { reason: "paid_too_little", key: "late" });
    return recordPaymentStatus(tx, order, moneyOf(all));
  }
  const lost = stands ? null : await takeBack(tx, order, now);
  if (lost) {
    for (const paid of payments) await returnMoney(tx, order, paid, { reason: lost, key: "late" });
    return cancelOrder(tx, order, lost, bySystem, now);
  }
  const surplus = Math.min(surplusOf(total, all), coveredBy(counted(payment)));
  // Held money that is only in part too much is taken in part: see captureAmount.
  if (surplus > 0 && (payment.status === "captured" || surplus === Number(payment.authorisedMinor))) {
    await returnMoney(tx, order, payment, {
      reason: change === "impossible" ? "change_impossible" : "paid_twice",
      key: "late",
      kind: "surplus",
      amountMinor: surplus,
    });
  }
  const money = moneyOf((await lockOrderPayments(tx, order.id)).map(counted));
  return stands ? recordPaymentStatus(tx, order, money) : confirmOrder(tx, order, now, money);
}

/** What an order needs to stand: its basket for itself, its coupon's use, its points, its stock. Why not, when one of them is gone. */
async function takeBack(tx: Tx, order: LockedOrder, now: Date): Promise<string | null> {
  if (order.status === "expired" && (await orderedAgain(tx, order))) return "ordered_again";
  if (!(await reclaimCoupon(tx, order.id, order.email))) return "coupon_used_up";
  const pointed = await reclaimPoints(tx, order.id, now);
  if (pointed && (await takeStock(tx, order, now))) return null;
  await returnCoupon(tx, order.id);
  await returnPoints(tx, order.id, now);
  return pointed ? "sold_out_while_paying" : "points_spent";
}
