// A waiting change ends without being paid: withdrawn by staff (sales.order.edit), or past its time (the sweep). The payment
// pages opened for it are closed first, outside of the transaction: money that came after all is settled, not lost.
// Locks order → payments → stock levels.
import { ownedBy, type Scope } from "#server/access/scope.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { amendmentsPastTime, closeAmendment, lockOrder } from "#server/modules/sales/index.ts";
import { releaseHeld } from "#server/modules/stock/index.ts";
import { type By, bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { settlePayment } from "../checkout/settle-payment.ts";

/**
 * Withdraws a waiting change. Throws DomainError not_found `sales.amendment_not_found`, conflict `sales.amendment_closed`
 * (paid or given up meanwhile), unavailable `payments.provider_unavailable`.
 */
export async function withdrawChange(
  scope: Scope,
  input: { number: string; amendmentId: string },
  by: By,
  now: Date,
): Promise<void> {
  const found = await db().orderAmendment.findFirst({
    where: { id: input.amendmentId, order: { AND: [ownedBy(scope), { number: input.number }] } },
    select: { id: true, orderId: true },
  });
  if (!found) throw new DomainError("not_found", "sales.amendment_not_found");
  if (!(await giveUp(found, { status: "cancelled" }, by, now))) {
    throw new DomainError("conflict", "sales.amendment_closed");
  }
}

/** Gives up changes that were not paid in time; how many. One whose provider cannot be asked waits for the next sweep. */
export async function expireChanges(now: Date, limit = 100): Promise<number> {
  let count = 0;
  for (const change of await amendmentsPastTime(db(), now, limit)) {
    try {
      if (await giveUp(change, { status: "expired" }, bySystem, now)) count++;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== "unavailable") throw error;
      log.warn({ amendmentId: change.id, code: error.code }, "expiring a change waits for the provider");
    }
  }
  return count;
}

async function giveUp(
  change: { id: string; orderId: string },
  to: { status: "expired" | "cancelled" },
  by: By,
  now: Date,
): Promise<boolean> {
  await closePages({ amendmentId: change.id }, now);
  return inTx(async (tx) => {
    const order = await lockOrder(tx, change.orderId);
    if (!(await closeAmendment(tx, order, change.id, to, by, now))) return false;
    await releaseHeld(tx, order.id);
    return true;
  });
}

/** Closes the open payment pages of a change and settles what they took. */
export async function closePages(of: { amendmentId: string }, now: Date): Promise<void> {
  const open = await db().payment.findMany({
    where: { ...of, status: { in: ["created", "pending"] }, sessionRef: { not: null } },
    select: { id: true, provider: true, sessionRef: true },
  });
  for (const payment of open) {
    if (payment.sessionRef) await paymentProvider(payment.provider).expire(payment.sessionRef);
    await settlePayment(payment.id, now);
  }
}
