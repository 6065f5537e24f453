import { channelById } from "#server/modules/channels/index.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";
import { createOrderAtEnd, type LockedOrder, recordEvent } from "#server/modules/sales/index.ts";
import { destinationOf, reserve } from "#server/modules/stock/index.ts";
import type { By } from "#server/platform/audit.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { flushWrites } from "#server/platform/write-at-end.ts";
import type { PricedReplacement } from "./price-replacement.ts";

export type Replacement = { id: string; number: string; totalMinor: number };

/** How long the goods wait for those that come back: two weeks to send them, one on the way, one to look at them. */
const holdDays = 28;
export const holdUntil = (now: Date): Date => new Date(now.getTime() + holdDays * 24 * 3_600_000);

/**
 * Writes the order that replaces goods of another: to the same person, by the same way, unpaid. It is paid by what goes back
 * for those (`moveCredit`), and nothing of it leaves before. Under the lock of the first order.
 */
export async function createReplacement(
  tx: Tx,
  order: LockedOrder,
  priced: PricedReplacement,
  { holdExpiresAt, by, now }: { holdExpiresAt: Date; by: By; now: Date },
): Promise<Replacement> {
  const { channelId, userId, partnerId, email, phone, locale, currency, taxIncluded, pickupLocationId } = order;
  const made = createOrderAtEnd(
    tx,
    {
      ...{ channelId, userId, partnerId, email, phone, locale, currency, taxIncluded, pickupLocationId },
      number: await nextNumber(tx, "order", now),
      cartId: null,
      lines: priced.lines.map(({ before: _, shippingShareMinor: __, ...line }) => line),
      totals: priced.totals,
      shippingMethod: { code: order.shippingMethodCode, name: order.shippingMethodName },
      tax: {
        kind: order.taxTreatment === "reverse_charge" ? "reverse_charge" : "standard",
        vatCheckId: order.vatCheckId,
      },
      billing: order.billingAddress as AddressInput,
      delivery: order.deliveryAddress as AddressInput,
      note: null,
      purchaseReference: order.purchaseReference,
      billToId: order.billToId,
      payerId: order.payerId,
      exchangeOfId: order.id,
      holdExpiresAt,
      now,
    },
    by,
  );
  await flushWrites(tx);
  await recordEvent(tx, made.id, { type: "exchange_of", data: { order: order.number } }, by, now);
  return { ...made, totalMinor: priced.totals.totalMinor };
}

/**
 * Holds what the replacement needs, all of it from stock. Locks levels. Throws conflict `stock.not_enough`, `stock.must_wait`.
 */
export async function holdReplacement(
  tx: Tx,
  order: LockedOrder,
  made: Replacement,
  priced: PricedReplacement,
  until: { expiresAt: Date; now: Date },
): Promise<void> {
  await reserve(tx, {
    orderId: made.id,
    demands: priced.lines.flatMap(({ id: lineId, variantId, quantity }) =>
      variantId ? [{ lineId, variantId, quantity }] : [],
    ),
    channel: await channelById(tx, order.channelId),
    to: destinationOf(order.deliveryAddress),
    collectAt: order.pickupLocationId,
    acceptsWaiting: false,
    ...until,
  });
}
