import type { LockedDelivery } from "#server/modules/fulfilment/index.ts";
import { assertSeen, lockDelivery, orderOfDelivery } from "#server/modules/fulfilment/index.ts";
import { type LockedOrder, lockOrder } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** Runs one step of a delivery: locks its order, then itself, and asserts that the reader saw the present version. */
export function inDelivery<T>(
  seen: { number: string; version: number },
  step: (tx: Tx, delivery: LockedDelivery, order: LockedOrder) => Promise<T>,
): Promise<T> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, await orderOfDelivery(tx, seen.number));
    const delivery = await lockDelivery(tx, seen.number);
    assertSeen(delivery, seen.version);
    return step(tx, delivery, order);
  });
}
