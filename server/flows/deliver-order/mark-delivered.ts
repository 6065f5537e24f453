// Mark delivered: a parcel reached the buyer. With the last one of everything ordered, the order is completed.
// Permission fulfilment.delivery.process. Locks: order → its deliveries.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { deliverParcel, deliveryOfParcel } from "#server/modules/fulfilment/index.ts";
import { completeOrder, lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";

/** Answers the delivery's number. Throws not_found `fulfilment.parcel_not_found`, conflict `fulfilment.transition_not_allowed`. */
export function markDelivered(parcelId: string, by: By, clock: Clock = systemClock): Promise<string> {
  return inTx(async (tx) => {
    const now = clock.now();
    const order = await lockOrder(tx, (await deliveryOfParcel(tx, parcelId)).orderId);
    const { parcel, delivery, all } = await deliverParcel(tx, parcelId, order.id, now);
    const data = { number: delivery, parcel: parcel.number, carrier: parcel.carrier };
    await recordEvent(tx, order.id, { type: "delivered", data }, by, now);
    if (all && order.status === "confirmed" && order.deliveryStatus === "shipped") await completeOrder(tx, order, now);
    await audit(tx, by, "fulfilment.delivered", { type: "parcel", id: parcelId }, data);
    return delivery;
  });
}
