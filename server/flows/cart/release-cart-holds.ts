// The sweep of what baskets hold past their time (a job, every minute). Locks: stock levels.
// Nobody waits for it: whoever sells counts such holds as free already.
import { releaseExpiredCarts } from "#server/modules/stock/index.ts";
import { inTx } from "#server/platform/tx.ts";

/** Gives back what baskets hold past their time; how many holds. */
export async function releaseCartHolds(now: Date, batch = 200): Promise<number> {
  for (let count = 0; ; ) {
    const released = await inTx((tx) => releaseExpiredCarts(tx, now, batch));
    count += released;
    if (released < batch) return count;
  }
}
