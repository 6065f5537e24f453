import type { Tx } from "#server/platform/db.ts";

/** Locks the coupon that an order uses: limits are counted under it. After the payment, before stock levels. */
export async function lockCoupon(tx: Tx, couponId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM coupon WHERE id = ${couponId} FOR UPDATE`;
}
