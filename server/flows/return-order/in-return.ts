import {
  assertReturnSeen,
  type LockedReturn,
  lockReturn,
  orderOfReturn,
  replacementOfReturn,
} from "#server/modules/fulfilment/index.ts";
import { type LockedPayment, lockOrderPayments } from "#server/modules/payments/index.ts";
import { type LockedOrder, lockOrder } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

export type InReturn = {
  order: LockedOrder;
  payments: readonly LockedPayment[];
  found: LockedReturn;
  replacement: LockedOrder | null;
};

/** Locks a return after its order, the one it is exchanged for, and the payments. Throws not_found `fulfilment.return_not_found`. */
export async function lockForReturn(tx: Tx, number: string): Promise<InReturn> {
  const order = await lockOrder(tx, await orderOfReturn(tx, number));
  const replacementId = await replacementOfReturn(tx, number);
  const replacement = replacementId ? await lockOrder(tx, replacementId) : null;
  const payments = await lockOrderPayments(tx, order.id);
  return { order, payments, found: await lockReturn(tx, number), replacement };
}

/** Runs one step of a return: locks its order, the order's payments, then itself, and asserts the version that was read. */
export function inReturn<T>(
  seen: { number: string; version: number },
  step: (tx: Tx, locked: InReturn) => Promise<T>,
): Promise<T> {
  return inTx(async (tx) => {
    const locked = await lockForReturn(tx, seen.number);
    assertReturnSeen(locked.found, seen.version);
    return step(tx, locked);
  });
}
