// A booked refund is carried out at the provider, then written, with its credit note (locks order → payment → invoice →
// counter). Safe to repeat: the provider sees one idempotency key, the books settle once.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { creditRefund } from "#server/flows/invoice-order/credit-refund.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { findRefund, lockPayment, settleRefund } from "#server/modules/payments/index.ts";
import { lockOrder, recordEvent, recordPaymentStatus } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Carries out one refund. Throws DomainError unavailable `payments.provider_unavailable` (the job tries again); a refusal
 * of the provider is written as failed.
 */
export async function executeRefund(refundId: string, now: Date, providers = paymentProvider): Promise<void> {
  const refund = await findRefund(db(), refundId);
  if (refund?.status !== "pending" || !refund.payment.intentRef) return;
  const { payment } = refund;
  const answer = await providers(payment.provider)
    .refund({
      intentRef: refund.payment.intentRef,
      amountMinor: Number(refund.amountMinor),
      currency: payment.currency,
      idempotencyKey: refund.id,
      reason: refund.reason,
    })
    .catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
      return { providerRef: "", status: "failed" as const, failureCode: error.code };
    });
  await inTx(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const locked = await lockPayment(tx, payment.id);
    const done = await settleRefund(tx, locked, refundId, answer, now);
    const data = { amountMinor: Number(refund.amountMinor), currency: payment.currency, reason: refund.reason };
    if (done) {
      const refundedMinor = Number(locked.refundedMinor) + Number(refund.amountMinor);
      await recordPaymentStatus(tx, order, { capturedMinor: Number(locked.capturedMinor), refundedMinor });
      await recordEvent(tx, order.id, { type: "refunded", data });
      await creditRefund(tx, order, { refundedMinor, reason: refund.reason });
    } else if (answer.status === "failed") {
      await recordEvent(tx, order.id, {
        type: "refund_failed",
        audience: "staff",
        data: { ...data, failureCode: answer.failureCode },
      });
    }
  });
}
