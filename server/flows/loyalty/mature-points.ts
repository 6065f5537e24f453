// Points of orders that will not come back any more may be spent (by the hour): everything arrived, the time to send it back
// is over, it is paid, and no return or withdrawal is open. Locks: one account at a time.
import { lockAccount, matureEarning } from "#server/modules/loyalty/index.ts";
import { db, Prisma } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { settlePoints } from "./settle-points.ts";

const most = 500;

type Ripe = { orderId: string; accountId: string };
const ripe = (now: Date) =>
  db().$queryRaw<Ripe[]>(Prisma.sql`
  SELECT e.order_id AS "orderId", e.account_id AS "accountId"
  FROM loyalty_earning e
  JOIN loyalty_account a ON a.id = e.account_id
  JOIN loyalty_programme p ON p.id = a.programme_id
  JOIN sales_order o ON o.id = e.order_id
  WHERE e.matured_at IS NULL AND e.points > 0 AND o.status = 'completed'
    AND o.payment_status IN ('paid', 'partially_refunded')
    AND o.closed_at <= ${now}::timestamptz - make_interval(days => p.pending_days)
    AND NOT EXISTS (SELECT FROM customer_return r WHERE r.order_id = o.id AND r.status NOT IN ('closed', 'cancelled'))
    AND NOT EXISTS (SELECT FROM withdrawal w WHERE w.order_id = o.id AND w.status = 'open')
  ORDER BY o.closed_at, e.order_id LIMIT ${most}`);

/** Answers how many orders' points may be spent from now on. */
export async function maturePoints(now: Date): Promise<number> {
  const found = await ripe(now);
  for (const { orderId, accountId } of found) {
    // What was refunded until now is off before the rest counts.
    await settlePoints(orderId, now);
    await inTx(async (tx) => matureEarning(tx, await lockAccount(tx, accountId), orderId, now));
  }
  return found.length;
}
