// Book parcel: its carrier takes it on and gives the number for the label, before it leaves.
// Permission fulfilment.delivery.process. The carrier is asked outside of the transaction, idempotently. Locks: order.
import { carrierByCode } from "#server/adapters/carriers/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { parcelForCarrier, recordBooking } from "#server/modules/fulfilment/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Books a packed parcel; booking it again changes nothing. Answers its delivery's number. Throws DomainError not_found `fulfilment.parcel_not_found`; conflict
 * `fulfilment.carrier_by_hand`, `fulfilment.transition_not_allowed` (it left already); unavailable
 * `fulfilment.carrier_unavailable`.
 */
export async function bookParcel(parcelId: string, by: By, now: Date, carriers = carrierByCode): Promise<string> {
  const parcel = await parcelForCarrier(db(), parcelId);
  if (!parcel) throw new DomainError("not_found", "fulfilment.parcel_not_found");
  if (parcel.bookedAt) return parcel.deliveryNumber;
  if (parcel.status !== "packed") throw new DomainError("conflict", "fulfilment.transition_not_allowed");
  const carrierCode = parcel.methodCarrier;
  const booking = await carriers(carrierCode).book({ ...parcel, parcelId });
  await inTx(async (tx) => {
    await lockOrder(tx, parcel.orderId);
    if (!(await recordBooking(tx, parcel, { carrierCode, booking, now }))) return;
    const { trackingNumber } = booking;
    await audit(tx, by, "fulfilment.booked", { type: "parcel", id: parcelId }, { carrierCode, trackingNumber });
  });
  return parcel.deliveryNumber;
}
