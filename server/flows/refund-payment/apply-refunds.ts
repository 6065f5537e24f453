// What a provider's truth says of refunds, written under the locks of order and payment: ours that were decided meanwhile,
// and those that somebody made in the provider's dashboard, which are booked as they are.
import {
  bookRefund,
  lockPayment,
  pendingMovedRefund,
  refundableOf,
  settleRefund,
} from "#server/modules/payments/index.ts";
import type { ProviderTruth } from "#server/modules/payments/port.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { onRefunded, onRefundFailed } from "./on-refunded.ts";

/** The reason of a refund that was not asked for here. */
const madeElsewhere = "made_at_provider";

/** Writes every refund of the truth that our books do not show yet; each exactly once. */
export async function applyRefunds(
  tx: Tx,
  order: LockedOrder,
  paymentId: string,
  truth: ProviderTruth,
  now: Date,
): Promise<void> {
  if (truth.refunds.length === 0) return;
  const payment = await lockPayment(tx, paymentId);
  for (const said of truth.refunds) {
    const ours =
      payment.refunds.find((refund) => refund.providerRef === said.providerRef) ??
      payment.refunds.find((refund) => refund.providerRef === null && refund.id === said.refundId);
    if (
      !ours &&
      said.refundId &&
      said.status !== "pending" &&
      (await pendingMovedRefund(tx, paymentId, said.refundId))
    ) {
      // Another order's, whose lock is not ours to take: a job of its own writes it.
      const { providerRef, status, failureCode } = said;
      const payload = { refundId: said.refundId, said: { providerRef, status, failureCode } };
      enqueue(tx, "execute-refund", payload, { key: `refund-said:${said.refundId}` });
      continue;
    }
    if (!ours && (said.status === "failed" || said.refundId || said.amountMinor > refundableOf(payment))) continue;
    const booking = {
      amountMinor: said.amountMinor,
      reason: madeElsewhere,
      idempotencyKey: `provider:${said.providerRef}`,
    };
    const id = ours?.id ?? (await bookRefund(tx, payment, booking, bySystem)).id;
    const refund = {
      id,
      amountMinor: ours ? Number(ours.amountMinor) : said.amountMinor,
      reason: ours ? ours.reason : madeElsewhere,
    };
    const failed = said.status === "failed" && ours?.status === "pending";
    if (await settleRefund(tx, payment, id, said, now)) await onRefunded(tx, order, payment, refund);
    else if (failed) await onRefundFailed(tx, order, payment, { ...refund, failureCode: said.failureCode });
  }
}
