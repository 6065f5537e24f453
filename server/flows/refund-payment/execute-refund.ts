// A booked refund is carried out at the provider, then written, with its credit note (locks order → payment → invoice →
// counter). Safe to repeat: the provider sees one idempotency key, the books settle once.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { keepBooks } from "#server/flows/keep-books/keep-books.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { findRefund, lockPayment, settleRefund } from "#server/modules/payments/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { onRefunded, onRefundFailed } from "./on-refunded.ts";

/**
 * Carries out one refund; one of a bank transfer waits for a person (confirm-transfer-refund). Throws DomainError
 * unavailable `payments.provider_unavailable` (the job tries again); a refusal of the provider is written as failed.
 */
export async function executeRefund(refundId: string, now: Date, providers = paymentProvider): Promise<void> {
  const refund = await findRefund(db(), refundId);
  if (refund?.status !== "pending" || !refund.payment.intentRef) return;
  const { payment } = refund;
  const amountMinor = Number(refund.amountMinor);
  const answer = await providers(payment.provider)
    .refund({
      intentRef: refund.payment.intentRef,
      amountMinor,
      currency: payment.currency,
      idempotencyKey: refund.id,
      refundId: refund.id,
      reason: refund.reason,
    })
    .catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
      return { providerRef: "", status: "failed" as const, failureCode: error.code };
    });
  await inTx(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const locked = await lockPayment(tx, payment.id);
    const pending = locked.refunds.find((one) => one.id === refundId)?.status === "pending";
    const written = { id: refundId, amountMinor, reason: refund.reason };
    if (await settleRefund(tx, locked, refundId, answer, now)) await onRefunded(tx, order, locked, written);
    else if (pending && answer.status === "failed") {
      await onRefundFailed(tx, order, locked, { ...written, failureCode: answer.failureCode });
    }
    await keepBooks(tx, order.id, now);
  });
}
