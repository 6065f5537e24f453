import type { Db } from "../../platform/db.ts";

/** The payments of an order, newest first, with what settling needs to know. */
export async function paymentsOfOrder(db: Db, orderId: string) {
  return db.payment.findMany({
    where: { orderId },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      orderId: true,
      provider: true,
      method: true,
      status: true,
      captureMode: true,
      reference: true,
      sessionRef: true,
      intentRef: true,
      redirectUrl: true,
      amountMinor: true,
      authorisedMinor: true,
      capturedMinor: true,
      refundedMinor: true,
      refunds: { select: { status: true, kind: true, amountMinor: true } },
      currency: true,
      expiresAt: true,
      createdAt: true,
    },
  });
}

/** The payment a provider's message is about, by our id or by one of the provider's references. */
export async function findPayment(
  db: Db,
  provider: string,
  ref: { paymentId?: string | null; sessionRef?: string | null; intentRef?: string | null },
): Promise<{ id: string; orderId: string } | null> {
  const or = [
    ...(ref.paymentId ? [{ id: ref.paymentId }] : []),
    ...(ref.sessionRef ? [{ sessionRef: ref.sessionRef }] : []),
    ...(ref.intentRef ? [{ intentRef: ref.intentRef }] : []),
  ];
  if (or.length === 0) return null;
  return db.payment.findFirst({ where: { provider, OR: or }, select: { id: true, orderId: true } });
}

/**
 * Payments whose held money is not taken and has ended by `now`, or ends by `until` without staff having been told (`told` is
 * the timeline's word for it); the first to end first.
 */
export async function paymentsHeldUntil(
  db: Db,
  { now, until, told }: { now: Date; until: Date; told: string },
  limit: number,
) {
  const untold = { order: { timeline: { none: { type: told } } } };
  return db.payment.findMany({
    where: {
      status: "authorised",
      OR: [{ expiresAt: { lte: now } }, { expiresAt: { lte: until }, ...untold }],
    },
    orderBy: { expiresAt: "asc" },
    take: limit,
    select: { id: true, orderId: true, authorisedMinor: true, currency: true, expiresAt: true },
  });
}

const holder = {
  ...{ id: true, provider: true, method: true, intentRef: true },
  accountPayment: { select: { intentRef: true } },
} as const;

/**
 * A refund with what its job needs, and `from`: the payment that the provider (or the gift card) knows, which is another one
 * where the money was moved from an exchange. Null when there is none.
 */
export async function findRefund(db: Db, refundId: string) {
  const found = await db.refund.findUnique({
    where: { id: refundId },
    include: { payment: { select: { ...holder, orderId: true, currency: true, source: { select: holder } } } },
  });
  return found && { ...found, from: found.payment.source ?? found.payment };
}

/** Ours that waits at a provider under another payment's name: a refund of money that was moved from it. */
export async function pendingMovedRefund(db: Db, sourceId: string, refundId: string): Promise<boolean> {
  return (await db.refund.count({ where: { id: refundId, status: "pending", payment: { sourceId } } })) > 0;
}

/** What the provider calls a payment's money: a part of a payment of several invoices goes by that one's name. */
export const moneyRefOf = (payment: {
  intentRef: string | null;
  accountPayment: { intentRef: string | null } | null;
}): string | null => payment.intentRef ?? payment.accountPayment?.intentRef ?? null;
