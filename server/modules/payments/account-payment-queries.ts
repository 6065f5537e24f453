import type { Db } from "../../platform/db.ts";

/** The payment of several invoices that a provider's message is about, by our id or one of the provider's references. */
export async function findAccountPayment(
  db: Db,
  provider: string,
  ref: { paymentId?: string | null; sessionRef?: string | null; intentRef?: string | null },
): Promise<{ id: string } | null> {
  const or = [
    ...(ref.paymentId ? [{ id: ref.paymentId }] : []),
    ...(ref.sessionRef ? [{ sessionRef: ref.sessionRef }] : []),
    ...(ref.intentRef ? [{ intentRef: ref.intentRef }] : []),
  ];
  if (or.length === 0) return null;
  return db.accountPayment.findFirst({ where: { provider, OR: or }, select: { id: true } });
}

/** One payment of several invoices with its parts and the payments they became; null when there is none. */
export async function readAccountPayment(db: Db, where: { id: string } | { idempotencyKey: string }) {
  return db.accountPayment.findUnique({
    where,
    include: {
      parts: { orderBy: { orderId: "asc" }, include: { invoice: { select: { number: true } } } },
      payments: {
        select: {
          id: true,
          orderId: true,
          refunds: { select: { id: true, status: true, kind: true, amountMinor: true, providerRef: true } },
        },
      },
    },
  });
}
