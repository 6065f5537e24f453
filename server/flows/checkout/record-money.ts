import { counted, lockOrderPayments, moneyOf } from "#server/modules/payments/index.ts";
import { type LockedOrder, recordPaymentStatus } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** Writes where the order's money stands now, counted over all its payments. Locks: order (held) → payments. */
export async function recordMoney(tx: Tx, order: LockedOrder) {
  const money = moneyOf((await lockOrderPayments(tx, order.id)).map(counted));
  await recordPaymentStatus(tx, order, money);
  return money;
}
