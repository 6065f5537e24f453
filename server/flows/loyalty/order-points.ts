// What an order did to its buyer's points, for its pages, letters and papers: the ledger's word, and what of the order's
// discount is theirs. Reads only.
import { type Money, money } from "#server/kernel/money.ts";
import { type OrderLedger, readOrderLedger, takenOff } from "#server/modules/loyalty/index.ts";
import type { OrderPoints } from "#server/modules/sales/contract-detail.ts";
import type { Db } from "#server/platform/db.ts";

type Discounted = {
  currency: string;
  discountMinor: number;
  /** A coupon has a part in the discount. */
  couponTakes: boolean;
  lines: readonly { id: string; quantity: number }[];
};

/** An order's points as its readers see them; null when the ledger knows nothing of it. */
export function pointsOfOrder(ledger: OrderLedger | null, order: Discounted): OrderPoints | null {
  if (!ledger) return null;
  const { earned, pending, pendingDays, spent, spend } = ledger;
  const ordered = new Map(order.lines.map((line) => [line.id, line.quantity]));
  const theirs = spend ? takenOff(spend, ordered) : 0;
  // Alone, they are all of it: no unit's cent of rounding is left over.
  const off = spend && !order.couponTakes ? order.discountMinor : Math.min(theirs, order.discountMinor);
  return {
    ...{ earned, pending: pending > 0, pendingDays },
    ...{ spent: spend?.points ?? 0, returned: (spend?.points ?? 0) - spent, off: money(off, order.currency) },
  };
}

export type InvoicedPoints = { earned: number; spent: number; off: Money };

/** An order's points as they were at an instant (a posted invoice reads the same for ever; null: as they are). */
export async function pointsAt(
  db: Db,
  order: { id: string; currency: string },
  until: Date | null,
): Promise<InvoicedPoints | null> {
  const ledger = await readOrderLedger(db, order.id, until);
  if (!ledger) return null;
  const { earned, spent, spend } = ledger;
  const off = spend ? spent * (spend.amountMinor / spend.points) : 0;
  return { earned, spent, off: money(off, order.currency) };
}
