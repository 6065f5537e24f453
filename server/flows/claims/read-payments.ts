import type { LockedPayment } from "#server/modules/payments/index.ts";
import type { Db } from "#server/platform/db.ts";

/** The payments of an order as they are, without a lock: for who only reads, or holds the order's. */
export function readPayments(db: Db, orderId: string): Promise<LockedPayment[]> {
  return db.payment.findMany({
    where: { orderId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { attempts: true, refunds: { include: { lines: true } } },
  });
}
