import { newId } from "../../../kernel/ids.ts";
import type { Db, Tx } from "../../../platform/db.ts";
import { emit } from "../../../platform/outbox.ts";
import { paymentEvent } from "../events.ts";
import type { LockedPayment } from "../locks.ts";

/** The `provider` of money that stays in the house: what came back pays for what goes out instead. */
export const exchangeProvider = "exchange";

/** The provider's reference of a refund that was not sent anywhere. */
export const movedRef = (refundId: string): string => `moved_${refundId}`;

/**
 * Makes a refund of one order the payment of another: no provider moves anything. What of it goes back one day goes to where
 * it first came from (`sourceId`). A refund is moved once, whoever asks.
 */
export async function moveMoney(
  tx: Tx,
  from: LockedPayment,
  refund: { id: string; amountMinor: number },
  to: { orderId: string; now: Date },
): Promise<{ paymentId: string }> {
  const { orderId, now } = to;
  const id = newId("payment", now.getTime());
  await tx.payment.create({
    data: {
      ...{ id, orderId, provider: exchangeProvider, method: "exchange", status: "captured", currency: from.currency },
      amountMinor: refund.amountMinor,
      capturedMinor: refund.amountMinor,
      movedById: refund.id,
      sourceId: from.sourceId ?? from.id,
      idempotencyKey: id,
      createdAt: now,
      settledAt: now,
    },
  });
  emit(tx, paymentEvent("captured", id, orderId));
  return { paymentId: id };
}

/** How the money of a payment first came: its method, or that of the payment that it was moved from. */
export async function methodOf(db: Db, payment: Pick<LockedPayment, "method" | "sourceId">): Promise<string> {
  if (!payment.sourceId) return payment.method;
  const source = await db.payment.findUniqueOrThrow({ where: { id: payment.sourceId }, select: { method: true } });
  return source.method;
}
