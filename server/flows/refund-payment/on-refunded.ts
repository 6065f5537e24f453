// What follows money that went back, whoever sent it: the provider at once or later, its dashboard, or our bank. In the
// transaction that settled the refund. Locks (held by the caller): order → payment; here: payments → invoice → counter.
import { creditRefund } from "#server/flows/invoice-order/credit-refund.ts";
import type { LockedPayment } from "#server/modules/payments/index.ts";
import { type LockedOrder, recordEvent } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { recordMoney } from "../checkout/record-money.ts";
import { creditableOf } from "../invoice-order/credit-uncollected.ts";
import { giveUnitsBack } from "./give-units-back.ts";

/** Called once for every refund that becomes succeeded, under the locks of order and payment. */
export async function onRefunded(
  tx: Tx,
  order: LockedOrder,
  payment: LockedPayment,
  refund: {
    id: string;
    amountMinor: number;
    reason: string | null /** The order that it pays instead. */;
    movedTo?: string;
  },
): Promise<void> {
  const { id, amountMinor, reason, movedTo } = refund;
  const refundedMinor = creditableOf(order, await recordMoney(tx, order));
  const data = { amountMinor, currency: payment.currency, reason, ...(movedTo && { order: movedTo }) };
  await recordEvent(tx, order.id, { type: movedTo ? "credit_moved" : "refunded", data });
  await creditRefund(tx, order, { id, refundedMinor, reason });
}

/** Called when a refund will not happen: its units count as not refunded again, staff decide what to do instead. */
export async function onRefundFailed(
  tx: Tx,
  order: LockedOrder,
  payment: LockedPayment,
  refund: { id: string; amountMinor: number; reason: string | null; failureCode: string | null },
): Promise<void> {
  const { id, ...said } = refund;
  await giveUnitsBack(tx, order, payment, id);
  const data = { ...said, currency: payment.currency };
  await recordEvent(tx, order.id, { type: "refund_failed", audience: "staff", data });
}
