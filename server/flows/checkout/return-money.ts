// Giving back what a payment holds that nobody owes: captured money by a refund, held money by letting it go. Part of the
// caller's transaction, under the locks of order and payment; jobs (or, for transfers, a person) carry it out.
import { bookRefund, type LockedPayment, methodOf, refundableOf } from "#server/modules/payments/index.ts";
import { type LockedOrder, recordEvent } from "#server/modules/sales/index.ts";
import { type By, bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";

export type ReturnReason = {
  reason: string;
  /** What makes it happen once: the same key gives back once. */
  key: string;
  kind?: "value" | "surplus";
  /** At most so much, in minor units; all there is unless said. */
  amountMinor?: number;
  by?: By;
};

/** Gives back what a payment holds, or a part of it. A payment that holds nothing is left alone. */
export async function returnMoney(
  tx: Tx,
  order: LockedOrder,
  payment: LockedPayment,
  { reason, key, kind, amountMinor, by = bySystem }: ReturnReason,
): Promise<void> {
  if (payment.status === "authorised") {
    enqueue(tx, "void-payment", { paymentId: payment.id }, { key: `void:${payment.id}` });
    return;
  }
  const idempotencyKey = `${key}:${payment.id}`;
  if (payment.refunds.some((refund) => refund.idempotencyKey === idempotencyKey)) return;
  const amount = Math.min(amountMinor ?? Number.MAX_SAFE_INTEGER, refundableOf(payment));
  if (payment.status !== "captured" || amount <= 0) return;
  const refund = await bookRefund(tx, payment, { amountMinor: amount, reason, kind, idempotencyKey }, by);
  const data = { amountMinor: amount, currency: payment.currency, reason };
  await recordEvent(tx, order.id, { type: "refund_requested", data }, by);
  await carryOut(tx, payment, refund.id);
}

/** Has a booked refund carried out: by the provider, or for a transfer by whoever keeps our bank account. */
export async function carryOut(tx: Tx, payment: LockedPayment, refundId: string): Promise<void> {
  if ((await methodOf(tx, payment)) === "transfer") return;
  enqueue(tx, "execute-refund", { refundId }, { key: `refund:${refundId}` });
}
