// Serving those who wait, by the clock: what every release and receipt does in its own transaction, once more for what
// became free otherwise (a hold that ran out, a location newly given to a channel); then pre-orders whose day has come.
// Locks: stock levels, one variant at a time; then, order by order, as plan-delivery.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { fillVariant, waitingVariants } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { planReady } from "./plan-delivery.ts";

/** Answers how many variants were looked at for those who wait, and how many deliveries were planned. */
export async function serveWaiting(clock: Clock = systemClock): Promise<{ filled: number; planned: number }> {
  const variants = await waitingVariants(db());
  for (const variantId of variants) await inTx((tx) => fillVariant(tx, variantId, clock.now()));
  return { filled: variants.length, planned: await planReady(clock) };
}
