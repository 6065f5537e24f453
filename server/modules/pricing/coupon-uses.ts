import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { customerKey } from "./coupon-model.ts";
import { lockCoupon } from "./locks.ts";

/**
 * Counts a coupon's use by an order, under the coupon's lock: limits hold whatever happens at the same time. Throws
 * DomainError conflict `pricing.coupon_used_up`, `pricing.coupon_once_per_customer` { times }.
 */
export async function claimCoupon(tx: Tx, input: { couponId: string; orderId: string; email: string }): Promise<void> {
  const key = customerKey(input.email);
  await lockCoupon(tx, input.couponId);
  const [found] = await tx.$queryRaw<{ perCustomer: number | null; byCustomer: number; free: boolean; done: number }[]>`
    WITH coupon_now AS (
      SELECT per_customer, usage_limit IS NULL OR used < usage_limit AS free,
        (SELECT count(*)::int FROM coupon_use u
          WHERE u.coupon_id = c.id AND u.customer_key = ${key} AND u.status = 'live') AS by_customer
      FROM coupon c WHERE c.id = ${input.couponId}
    ), counted AS (
      INSERT INTO coupon_use (order_id, coupon_id, customer_key)
      SELECT ${input.orderId}, ${input.couponId}, ${key} FROM coupon_now
      WHERE free AND (per_customer IS NULL OR by_customer < per_customer)
      ON CONFLICT (order_id) DO UPDATE SET status = 'live' WHERE coupon_use.status = 'returned'
      RETURNING coupon_id
    ), raised AS (
      UPDATE coupon SET used = used + 1 WHERE id IN (SELECT coupon_id FROM counted) RETURNING 1
    )
    SELECT per_customer AS "perCustomer", by_customer AS "byCustomer", free, (SELECT count(*)::int FROM raised) AS done
    FROM coupon_now`;
  if (found?.done === 1) return;
  if (found?.free && found.perCustomer !== null) {
    throw new DomainError("conflict", "pricing.coupon_once_per_customer", { times: found.perCustomer });
  }
  throw new DomainError("conflict", "pricing.coupon_used_up");
}

/** Gives an order's use back (it was not paid, or called off). Repeating it is harmless; orders without one too. */
export async function returnCoupon(tx: Tx, orderId: string): Promise<void> {
  await tx.$executeRaw`
    WITH returned AS (
      UPDATE coupon_use SET status = 'returned' WHERE order_id = ${orderId} AND status = 'live' RETURNING coupon_id
    )
    UPDATE coupon c SET used = c.used - 1 FROM returned r WHERE c.id = r.coupon_id`;
}

/**
 * Takes the use of an expired order again, whose money came late. Answers false when the coupon's limits leave no room
 * (the money then goes back); true also when the order used none.
 */
export async function reclaimCoupon(tx: Tx, orderId: string, email: string): Promise<boolean> {
  const use = await tx.couponUse.findUnique({ where: { orderId }, select: { couponId: true, status: true } });
  if (use?.status !== "returned") return true;
  try {
    await claimCoupon(tx, { couponId: use.couponId, orderId, email });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "conflict") return false;
    throw error;
  }
}
