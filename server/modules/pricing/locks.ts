import type { Tx } from "#server/platform/db.ts";
import { lockName, lockRows } from "#server/platform/lock-order.ts";

/** Locks the coupon that an order uses: limits are counted under it. After the payment, before stock levels. */
export async function lockCoupon(tx: Tx, couponId: string): Promise<void> {
  await lockRows(tx, "coupon")`SELECT id FROM coupon WHERE id = ${couponId} FOR UPDATE`;
}

/** Two changes of one price follow each other, also when there is no item to lock yet. */
export const lockPrice = (tx: Tx, priceListId: string, variantId: string): Promise<void> =>
  lockName(tx, "price", `${priceListId} ${variantId}`);
