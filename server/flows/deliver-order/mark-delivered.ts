// Mark delivered: a parcel reached the buyer. With the last one of everything ordered, the order is completed.
// Permission fulfilment.delivery.process. Locks: order → its deliveries.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { deliverParcel, deliveryOfParcel } from "#server/modules/fulfilment/index.ts";
import { completeOrder, type LockedOrder, lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** Answers the delivery's number. Throws not_found `fulfilment.parcel_not_found`, conflict `fulfilment.transition_not_allowed`. */
export function markDelivered(parcelId: string, by: By, clock: Clock = systemClock): Promise<string> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, (await deliveryOfParcel(tx, parcelId)).orderId);
    return arrive(tx, order, parcelId, clock.now(), by);
  });
}

/**
 * The same in the caller's transaction, with the order locked; `at` is when it was handed over, which may be a while ago.
 * Throws as `markDelivered`.
 */
export async function arrive(tx: Tx, order: LockedOrder, parcelId: string, at: Date, by: By): Promise<string> {
  const { parcel, delivery, all } = await deliverParcel(tx, parcelId, order.id, at);
  const data = { number: delivery, parcel: parcel.number, carrier: parcel.carrier };
  await recordEvent(tx, order.id, { type: "delivered", data }, by, at);
  if (all && order.status === "confirmed" && order.deliveryStatus === "shipped") await completeOrder(tx, order, at);
  await audit(tx, by, "fulfilment.delivered", { type: "parcel", id: parcelId }, data);
  return delivery;
}
