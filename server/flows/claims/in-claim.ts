import { claimSeen, orderOfClaim, type SeenClaim } from "#server/modules/claims/index.ts";
import { type LockedOrder, lockOrder } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

export type InClaim = { order: LockedOrder; claim: SeenClaim };

/**
 * Runs one step of a claim under its order's lock, on the version that was read: of two who decide, one does. Throws not_found
 * `claims.not_found`, conflict `claims.changed`.
 */
export function inClaim<T>(
  seen: { number: string; version: number },
  step: (tx: Tx, locked: InClaim) => Promise<T>,
): Promise<T> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, await orderOfClaim(tx, seen.number));
    return step(tx, { order, claim: await claimSeen(tx, seen) });
  });
}
