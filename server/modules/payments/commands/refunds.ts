import { DomainError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { audit, type By } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/db.ts";
import { emit } from "../../../platform/outbox.ts";
import { refundEvent } from "../events.ts";
import type { LockedPayment } from "../locks.ts";
import { refundable } from "../model.ts";
import type { ProviderRefund } from "../port.ts";

/** Which units of an order's line go back, from the amounts frozen when they were ordered (minor units, tax in gross). */
export type RefundLineInput = {
  orderLineId: string;
  quantity: number;
  grossMinor: number;
  taxMinor: number;
  shippingMinor: number;
};

export type RefundBooking = {
  amountMinor: number;
  reason: string;
  idempotencyKey: string;
  /** surplus: more was paid than was owed, so nothing is credited. Value unless said. */
  kind?: "value" | "surplus";
  lines?: readonly RefundLineInput[];
};

/** What may still be refunded of a locked payment, in minor units. */
export const refundableOf = (payment: LockedPayment): number =>
  refundable(
    Number(payment.capturedMinor),
    payment.refunds.map((r) => ({ status: r.status, amountMinor: Number(r.amountMinor) })),
  );

/**
 * Books a refund that a job (or, for a bank transfer, a person) carries out; the same key books it once. Under the
 * payment's lock, so that refunds booked at the same time never exceed what was captured. Throws DomainError conflict
 * `payments.nothing_captured`, unprocessable `payments.refund_too_large` { max } (minor units),
 * `payments.refund_lines_differ` when the lines are more than the amount.
 */
export async function bookRefund(
  tx: Tx,
  payment: LockedPayment,
  input: RefundBooking,
  by: By,
): Promise<{ id: string; created: boolean }> {
  const existing = payment.refunds.find((r) => r.idempotencyKey === input.idempotencyKey);
  if (existing) return { id: existing.id, created: false };
  if (payment.status !== "captured") throw new DomainError("conflict", "payments.nothing_captured");
  const max = refundableOf(payment);
  if (input.amountMinor > max) {
    throw new DomainError("unprocessable", "payments.refund_too_large", { max, currency: payment.currency });
  }
  const { lines = [], ...rest } = input;
  const inLines = lines.reduce((sum, line) => sum + line.grossMinor + line.shippingMinor, 0);
  if (inLines > input.amountMinor) {
    throw new DomainError("unprocessable", "payments.refund_lines_differ", { lines: inLines });
  }
  const id = newId("refund");
  const refund = await tx.refund.create({
    data: { id, paymentId: payment.id, ...rest, byUserId: by.userId, lines: { createMany: { data: [...lines] } } },
    include: { lines: true },
  });
  // A second booking under the same lock counts this one.
  payment.refunds.push(refund);
  await audit(tx, by, "payments.refund.booked", { type: "payment", id: payment.id }, { refundId: id, ...rest });
  return { id, created: true };
}

/**
 * Writes what became of a refund. Answers true when this call settled it as succeeded; a repeated answer is a no-op.
 * `at` is when the money went back.
 */
export async function settleRefund(
  tx: Tx,
  payment: LockedPayment,
  refundId: string,
  answer: ProviderRefund,
  at: Date,
): Promise<boolean> {
  const refund = payment.refunds.find((r) => r.id === refundId);
  if (!refund || refund.status === "succeeded" || refund.status === "failed") return false;
  await tx.refund.update({
    where: { id: refundId },
    data: {
      status: answer.status,
      providerRef: answer.providerRef || null,
      failureCode: answer.failureCode,
      ...(answer.status !== "pending" && { settledAt: at }),
    },
  });
  refund.status = answer.status;
  refund.providerRef = answer.providerRef || null;
  if (answer.status === "succeeded") {
    await tx.payment.update({
      where: { id: payment.id },
      data: { refundedMinor: { increment: refund.amountMinor } },
    });
    payment.refundedMinor += refund.amountMinor;
  }
  if (answer.status !== "pending") emit(tx, refundEvent(answer.status, refundId, payment.orderId));
  return answer.status === "succeeded";
}
