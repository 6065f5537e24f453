// A booked refund is carried out at the provider, then written, with its credit note (locks order → payment → invoice →
// counter). Safe to repeat: the provider sees one idempotency key, the books settle once.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { keepBooks } from "#server/flows/keep-books/keep-books.ts";
import { DomainError } from "#server/kernel/errors.ts";
import {
  findRefund,
  lockOrderPayments,
  moneyRefOf,
  returnToGiftCard,
  settleRefund,
} from "#server/modules/payments/index.ts";
import type { ProviderRefund } from "#server/modules/payments/port.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { onRefunded, onRefundFailed } from "./on-refunded.ts";

/**
 * Carries out one refund; one of a bank transfer waits for a person (confirm-transfer-refund). Throws DomainError
 * unavailable `payments.provider_unavailable` (the job tries again); a refusal of the provider is written as failed. `said`
 * is what the provider told of it by itself.
 */
export async function executeRefund(
  refundId: string,
  now: Date,
  providers = paymentProvider,
  said?: ProviderRefund,
): Promise<void> {
  const refund = await findRefund(db(), refundId);
  if (refund?.status !== "pending") return;
  const { payment, from } = refund;
  const toCard = from.method === "gift_card";
  if (!toCard && !moneyRefOf(from)) return;
  const amountMinor = Number(refund.amountMinor);
  const answer = toCard ? cardAnswer(refund.id) : (said ?? (await askProvider(refund, providers)));
  await inTx(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const locked = (await lockOrderPayments(tx, order.id)).find(({ id }) => id === payment.id);
    if (!locked) return;
    const pending = locked.refunds.find((one) => one.id === refundId)?.status === "pending";
    const written = { id: refundId, amountMinor, reason: refund.reason };
    if (await settleRefund(tx, locked, refundId, answer, now)) {
      if (toCard) await returnToGiftCard(tx, { ...refund, paymentId: from.id }, now);
      await onRefunded(tx, order, locked, written);
    } else if (pending && answer.status === "failed") {
      await onRefundFailed(tx, order, locked, { ...written, failureCode: answer.failureCode });
    }
    await keepBooks(tx, order.id, now);
  });
}

/** A gift card is ours: what goes back on it is there at once. */
const cardAnswer = (refundId: string) => ({
  providerRef: `card_${refundId}`,
  status: "succeeded" as const,
  failureCode: null,
});

async function askProvider(
  refund: NonNullable<Awaited<ReturnType<typeof findRefund>>>,
  providers: typeof paymentProvider,
): Promise<ProviderRefund> {
  const { payment, from } = refund;
  try {
    return await providers(from.provider).refund({
      intentRef: moneyRefOf(from) ?? "",
      amountMinor: Number(refund.amountMinor),
      currency: payment.currency,
      idempotencyKey: refund.id,
      refundId: refund.id,
      reason: refund.reason,
    });
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
    return { providerRef: "", status: "failed", failureCode: error.code };
  }
}
