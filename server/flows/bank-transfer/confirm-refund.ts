// Staff have sent a bank transfer's money back and say when (payments.refund.create): only then does the refund count.
// Locks: order → payment; what follows is what follows any refund.
import { DomainError } from "#server/kernel/errors.ts";
import { findRefund, lockPayment, settleRefund } from "#server/modules/payments/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { keepBooks } from "../keep-books/keep-books.ts";
import { onRefunded } from "../refund-payment/on-refunded.ts";

/** Throws DomainError conflict `payments.refund_not_waiting` when the refund is settled, unknown or the provider's. */
export async function confirmTransferRefund(input: { refundId: string; paidOn: string }, by: By): Promise<void> {
  const refund = await findRefund(db(), input.refundId);
  if (refund?.from.method !== "transfer") throw new DomainError("conflict", "payments.refund_not_waiting");
  const { payment } = refund;
  await inTx(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const locked = await lockPayment(tx, payment.id);
    const paid = { providerRef: "", status: "succeeded" as const, failureCode: null };
    if (!(await settleRefund(tx, locked, refund.id, paid, new Date(`${input.paidOn}T12:00:00Z`)))) {
      throw new DomainError("conflict", "payments.refund_not_waiting");
    }
    await audit(tx, by, "payments.refund.confirmed", { type: "payment", id: payment.id }, input);
    await onRefunded(tx, order, locked, {
      id: refund.id,
      amountMinor: Number(refund.amountMinor),
      reason: refund.reason,
    });
    await keepBooks(tx, order.id, new Date());
  });
}
