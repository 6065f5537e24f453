// Book return: the carrier gives the label of what a buyer sends back, paid by the house. Asked outside of the transaction and
// idempotently: right after the announcement, and again by a job where the carrier did not answer. Locks: order.
import { carrierByCode } from "#server/adapters/carriers/registry.ts";
import { recordReturnLabel, returnCarriers, returnForCarrier } from "#server/modules/fulfilment/index.ts";
import { lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { type Db, db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** The carrier that can bring something back from there, by its code; null where none takes bookings. */
export async function labelCarrier(
  database: Db,
  order: { shippingMethodCode: string; country: string },
  carriers = carrierByCode,
): Promise<string | null> {
  const codes = await returnCarriers(database, order);
  return codes.find((code) => carriers(code).books) ?? null;
}

/**
 * Books the label of a return that is to have one; booking it again changes nothing. Throws DomainError unavailable
 * `fulfilment.carrier_unavailable`.
 */
export async function bookReturn(returnId: string, now: Date, carriers = carrierByCode): Promise<void> {
  const found = await returnForCarrier(db(), returnId);
  if (found?.status !== "requested" || found.wayBack !== "label" || found.bookedAt) return;
  const { shippingMethodCode, from, to, number, orderId } = found;
  const carrierCode = await labelCarrier(db(), { shippingMethodCode, country: from.country }, carriers);
  if (!carrierCode) return;
  const booking = await carriers(carrierCode).book({ parcelId: returnId, number, weightG: null, from, to });
  const { trackingNumber, service, routing } = booking;
  await inTx(async (tx) => {
    await lockOrder(tx, orderId);
    const label = { carrierCode, trackingNumber, label: { service, routing } };
    if (!(await recordReturnLabel(tx, returnId, label, now))) return;
    const entry = { type: "return_label", audience: "staff" as const, data: { number, trackingNumber } };
    await recordEvent(tx, orderId, entry, bySystem, now);
  });
}
