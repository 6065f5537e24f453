// Settling a payment: webhook, returning browser and sweep all come here; whoever is first decides, the others find it done.
// The truth is read from the provider before the transaction; locks order → payment → stock levels. What follows money that
// came is in on-captured.ts, what follows money that went back in refund-payment/on-refunded.ts.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { type Applied, applyTruth, type LockedPayment, lockPayment } from "#server/modules/payments/index.ts";
import type { ProviderTruth } from "#server/modules/payments/port.ts";
import { type LockedOrder, lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { keepBooks } from "../keep-books/keep-books.ts";
import { applyRefunds } from "../refund-payment/apply-refunds.ts";
import { giveUp } from "./give-up.ts";
import { onAuthorised, onCaptured } from "./on-captured.ts";
import { recordMoney } from "./record-money.ts";

export type SettleOptions = {
  /** Close the provider's session first, and expire an order that stays unpaid (the sweep, past the hold). */
  giveUp?: boolean;
  /** The session that a message names, for a payment whose start was answered but never written. */
  sessionRef?: string | null;
  providers?: typeof paymentProvider;
};

/**
 * Re-reads a payment from its provider and writes what it says, exactly once. A bank transfer has nobody to ask. Throws
 * DomainError unavailable `payments.provider_unavailable`, not_found `payments.payment_not_found`.
 */
export async function settlePayment(paymentId: string, now: Date, options: SettleOptions = {}): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { orderId: true, provider: true, method: true, sessionRef: true },
  });
  if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
  const truth = payment.method === "online" ? await readTruth({ id: paymentId, ...payment }, options) : null;

  await inTx(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const locked = await lockPayment(tx, paymentId);
    if (truth) await write(tx, order, locked, truth, now);
    if (options.giveUp) await giveUp(tx, order, now);
    await keepBooks(tx, order.id, now);
  });
}

async function readTruth(
  payment: { id: string; provider: string; sessionRef: string | null },
  options: SettleOptions,
): Promise<ProviderTruth | null> {
  const sessionRef = payment.sessionRef ?? options.sessionRef;
  if (!sessionRef) return null;
  const provider = (options.providers ?? paymentProvider)(payment.provider);
  if (options.giveUp) await provider.expire(sessionRef);
  const truth = await provider.retrieve(sessionRef);
  // A message names the session; only the provider's own word makes it this payment's.
  return payment.sessionRef || truth.paymentId === payment.id ? truth : null;
}

async function write(
  tx: Tx,
  order: LockedOrder,
  payment: LockedPayment,
  truth: ProviderTruth,
  now: Date,
): Promise<void> {
  const applied = await applyTruth(tx, payment, truth, now);
  await tell(tx, order, payment, truth, applied);
  if (applied.capturedNow) await onCaptured(tx, order, payment.id, now);
  if (applied.authorisedNow) await onAuthorised(tx, order, payment.id, now);
  if (applied.lapsedNow) await onLapsed(tx, order, payment, now);
  await applyRefunds(tx, order, payment.id, truth, now);
}

/** Failed tries and surprising amounts, on the order's timeline. */
async function tell(tx: Tx, order: LockedOrder, payment: LockedPayment, truth: ProviderTruth, applied: Applied) {
  for (const { failureCode, at } of applied.newFailures) {
    await recordEvent(tx, order.id, { type: "payment_failed", data: { failureCode } }, bySystem, at);
  }
  if (!applied.mismatch) return;
  const data = { paymentId: payment.id, amountMinor: truth.capturedMinor, currency: truth.currency };
  const where = { orderId: order.id, type: "payment_mismatch", data: { equals: data } };
  if (await tx.orderEvent.findFirst({ where, select: { id: true } })) return;
  log.error({ paymentId: payment.id, truth }, "the provider took another amount than we asked for");
  await recordEvent(tx, order.id, { type: "payment_mismatch", audience: "staff", data });
}

/**
 * Held money is gone without having been taken: let go by us (a cancelled order, a payment too many), or by time. An order
 * that still stands is unpaid again: its buyer is asked to pay, and it does not leave the house before.
 */
async function onLapsed(tx: Tx, order: LockedOrder, payment: LockedPayment, now: Date): Promise<void> {
  const data = { amountMinor: Number(payment.authorisedMinor), currency: payment.currency, paymentId: payment.id };
  await recordEvent(tx, order.id, { type: "authorisation_lapsed", audience: "staff", data }, bySystem, now);
  await recordMoney(tx, order);
}
