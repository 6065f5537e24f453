// Staff give money back (payments.refund.create). Booked under the payment's lock (order → payment); a job, or this very
// call right after, carries it out at the provider with the refund's own idempotency key.

import { DomainError } from "#server/kernel/errors.ts";
import { bookRefund, lockPayment } from "#server/modules/payments/index.ts";
import { lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Books a refund; the same key books it once. Throws DomainError not_found `payments.payment_not_found`, conflict
 * `payments.nothing_captured`, unprocessable `payments.refund_too_large` { max }.
 */
export async function requestRefund(
  input: { paymentId: string; amountMinor: number; reason: string; idempotencyKey: string },
  by: By,
): Promise<{ id: string; status: "pending" | "succeeded" | "failed"; amountMinor: number }> {
  const found = await db().payment.findUnique({ where: { id: input.paymentId }, select: { orderId: true } });
  if (!found) throw new DomainError("not_found", "payments.payment_not_found");
  const { paymentId, ...refund } = input;
  return inTx(async (tx) => {
    const order = await lockOrder(tx, found.orderId);
    const payment = await lockPayment(tx, paymentId);
    const booked = await bookRefund(tx, payment, refund, by);
    const known = payment.refunds.find((r) => r.id === booked.id);
    if (booked.created) {
      await recordEvent(
        tx,
        order.id,
        {
          type: "refund_requested",
          data: { amountMinor: input.amountMinor, currency: payment.currency, reason: input.reason },
        },
        by,
      );
      enqueue(tx, "execute-refund", { refundId: booked.id }, { key: `refund:${booked.id}` });
    }
    const status = (known?.status ?? "pending") as "pending" | "succeeded" | "failed";
    return { id: booked.id, status, amountMinor: Number(known?.amountMinor ?? input.amountMinor) };
  });
}
