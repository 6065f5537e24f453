import { newId } from "../../../kernel/ids.ts";
import type { Tx } from "../../../platform/db.ts";
import { emit } from "../../../platform/outbox.ts";
import { paymentEvent } from "../events.ts";
import type { LockedPayment } from "../locks.ts";
import { isOpen } from "../model.ts";
import { transferProvider } from "./create-payment.ts";

/** Nobody waits for this transfer any more. Money that comes all the same is still money: `receiveTransfer` takes it. */
export async function closeTransfer(
  tx: Tx,
  payment: LockedPayment,
  status: "expired" | "cancelled",
  now: Date,
): Promise<void> {
  if (payment.method !== "transfer" || !isOpen(payment.status)) return;
  await tx.payment.update({ where: { id: payment.id }, data: { status, settledAt: now } });
  payment.status = status;
}

/**
 * Money came to our account for an order: a captured payment of exactly that amount, so that every line of the statement
 * is a payment of its own. The payment that waited for it becomes it when nothing is missing; when less came, it goes on
 * waiting for the rest. Call it under the locks of the order and its payments. Answers the captured payment's id.
 */
export async function receiveTransfer(
  tx: Tx,
  payments: readonly LockedPayment[],
  money: { orderId: string; amountMinor: number; currency: string; at: Date; now: Date },
): Promise<string> {
  const { orderId, amountMinor, currency, at, now } = money;
  const waiting = payments.find((p) => p.method === "transfer" && p.status !== "captured" && p.currency === currency);
  const captured = {
    status: "captured",
    amountMinor,
    authorisedMinor: amountMinor,
    capturedMinor: amountMinor,
    settledAt: at,
  };
  if (waiting && amountMinor >= Number(waiting.amountMinor)) {
    await tx.payment.update({ where: { id: waiting.id }, data: captured });
    emit(tx, paymentEvent("captured", waiting.id, orderId));
    return waiting.id;
  }
  if (waiting) {
    await tx.payment.update({ where: { id: waiting.id }, data: { amountMinor: { decrement: amountMinor } } });
  }
  const id = newId("payment", now.getTime());
  await tx.payment.create({
    data: {
      ...captured,
      id,
      orderId,
      currency,
      provider: transferProvider,
      method: "transfer",
      idempotencyKey: id,
      amendmentId: waiting?.amendmentId ?? null,
      createdAt: now,
    },
  });
  emit(tx, paymentEvent("captured", id, orderId));
  return id;
}
