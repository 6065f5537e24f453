// Credit uncollected: an invoiced order is called off; what of its invoice was never paid is credited at once (what was paid
// is, when it goes back). Part of cancelling, in its transaction. Locks (held by the caller): order → payments → invoice;
// here: counter.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { creditUpTo } from "#server/modules/invoicing/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { recordCreditNote } from "./credit-refund.ts";

type Money = { capturedMinor: number; refundedMinor: number };

/** What a cancelled order's credit notes reach: all that went back, and what was never paid. Minor units. */
export function creditableOf(order: LockedOrder, { capturedMinor, refundedMinor }: Money): number {
  const unpaid = order.status === "cancelled" ? Math.max(0, Number(order.totalMinor) - capturedMinor) : 0;
  return refundedMinor + unpaid;
}

/** Writes the credit note for the unpaid part of a cancelled order's posted invoice, when there is one. */
export async function creditUncollected(
  tx: Tx,
  order: LockedOrder,
  money: Money,
  reason: string,
  clock: Clock = systemClock,
): Promise<void> {
  const note = await creditUpTo(tx, { orderId: order.id, refundedMinor: creditableOf(order, money), reason }, clock);
  if (note) await recordCreditNote(tx, order, note, clock);
}
