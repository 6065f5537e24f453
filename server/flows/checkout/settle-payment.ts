// Settling a payment: webhook, returning browser and sweep all come here; whoever is first decides, the others find it done.
// The truth is read from the provider before the transaction; locks order → payment → stock levels.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import {
  applyTruth,
  bookRefund,
  type LockedPayment,
  lockPayment,
  settleRefund,
} from "#server/modules/payments/index.ts";
import type { ProviderTruth } from "#server/modules/payments/port.ts";
import {
  cancelOrder,
  confirmOrder,
  expireOrder,
  type LockedOrder,
  lockOrder,
  recordEvent,
  reopenCart,
} from "#server/modules/sales/index.ts";
import { commitReservations, releaseReservations, reserve } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Re-reads a payment from its provider and writes what it says, exactly once. `giveUp` closes the provider's session first
 * and expires an order that stays unpaid (the sweep, past the hold). Throws DomainError unavailable
 * `payments.provider_unavailable`, not_found `payments.payment_not_found`.
 */
export async function settlePayment(
  paymentId: string,
  now: Date,
  options: { giveUp?: boolean; providers?: typeof paymentProvider } = {},
): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { orderId: true, provider: true, sessionRef: true },
  });
  if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
  const provider = (options.providers ?? paymentProvider)(payment.provider);
  if (options.giveUp && payment.sessionRef) await provider.expire(payment.sessionRef);
  const truth = payment.sessionRef ? await provider.retrieve(payment.sessionRef) : null;

  await inTx(async (tx) => {
    const order = await lockOrder(tx, payment.orderId);
    const locked = await lockPayment(tx, paymentId);
    if (truth) await write(tx, order, locked, truth, now);
    if (options.giveUp && order.status === "awaiting_payment") {
      await releaseReservations(tx, order.id);
      await expireOrder(tx, order, now);
      await reopenCart(tx, order.cartId);
    }
  });
}

async function write(
  tx: Tx,
  order: LockedOrder,
  payment: LockedPayment,
  truth: ProviderTruth,
  now: Date,
): Promise<void> {
  const applied = await applyTruth(tx, payment, truth, now);
  for (const failure of applied.newFailures) {
    await recordEvent(
      tx,
      order.id,
      { type: "payment_failed", data: { failureCode: failure.failureCode } },
      bySystem,
      failure.at,
    );
  }
  if (applied.mismatch) {
    log.error({ paymentId: payment.id, truth }, "the provider took another amount than we asked for");
    await recordEvent(tx, order.id, {
      type: "payment_mismatch",
      audience: "staff",
      data: { capturedMinor: truth.capturedMinor, currency: truth.currency },
    });
  }
  if (applied.capturedNow) {
    await recordEvent(
      tx,
      order.id,
      { type: "paid", data: { amountMinor: truth.capturedMinor, currency: truth.currency } },
      bySystem,
      now,
    );
    await claimOrder(tx, order, payment.id, now);
  }
  for (const refund of payment.refunds) {
    const known = truth.refunds.find((r) => r.providerRef === refund.providerRef);
    if (known && known.status !== "pending") await settleRefund(tx, payment, refund.id, known, now);
  }
}

/** The money is there: the order gets its stock, or the money goes back with an explanation. */
async function claimOrder(tx: Tx, order: LockedOrder, paymentId: string, now: Date): Promise<void> {
  if (order.status === "confirmed" || order.status === "completed") {
    return giveBack(tx, order, paymentId, "paid_twice");
  }
  if (order.status === "cancelled") return giveBack(tx, order, paymentId, "order_cancelled");
  const demands = order.lines.flatMap((line) =>
    line.variantId ? [{ lineId: line.id, variantId: line.variantId, quantity: Number(line.quantity) }] : [],
  );
  if (await commitReservations(tx, order.id, demands)) return confirmOrder(tx, order, now);
  // The hold ran out while the shopper paid: take the stock again if it is still there.
  await releaseReservations(tx, order.id);
  const locations = await tx.channelLocation.findMany({
    where: { channelId: order.channelId, location: { active: true } },
    orderBy: [{ priority: "asc" }, { locationId: "asc" }],
    select: { locationId: true },
  });
  try {
    const locationIds = locations.map((l) => l.locationId);
    await reserve(tx, { orderId: order.id, demands, locationIds, expiresAt: null, now });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stock.not_enough") throw error;
    await giveBack(tx, order, paymentId, "sold_out_while_paying");
    return cancelOrder(tx, order, "sold_out_while_paying", bySystem, now);
  }
  await confirmOrder(tx, order, now);
}

async function giveBack(tx: Tx, order: LockedOrder, paymentId: string, reason: string): Promise<void> {
  const payment = await lockPayment(tx, paymentId);
  const refund = await bookRefund(
    tx,
    payment,
    { amountMinor: Number(payment.capturedMinor), reason, idempotencyKey: `late:${paymentId}` },
    bySystem,
  );
  await recordEvent(tx, order.id, {
    type: "refund_requested",
    data: { reason, amountMinor: Number(payment.capturedMinor) },
  });
  await enqueue(tx, "execute-refund", { refundId: refund.id }, { key: `refund:${refund.id}` });
}
