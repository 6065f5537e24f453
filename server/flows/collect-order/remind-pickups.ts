// Reminding: who has not collected within the days that the store keeps an order is written to, once; the store sees it as
// overdue meanwhile. By the clock. Locks: none; the condition is part of the UPDATE.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { markReminded, pickupsToRemind } from "#server/modules/fulfilment/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** Answers how many were reminded now. */
export async function remindPickups(clock: Clock = systemClock, limit = 500): Promise<number> {
  let count = 0;
  for (const id of await pickupsToRemind(db(), clock.now(), limit)) {
    if (await inTx((tx) => markReminded(tx, id, clock.now()))) count++;
  }
  return count;
}
