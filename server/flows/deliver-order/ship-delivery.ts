// Ship: the parcels leave with their tracking numbers. Stock moves to the customer, the order's lines count as shipped,
// the timeline tells the customer parcel by parcel, and a backorder is announced.
// Permission fulfilment.delivery.process. Locks: order → delivery → stock levels.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { ShipInput } from "#server/modules/fulfilment/contract.ts";
import { ship } from "#server/modules/fulfilment/index.ts";
import { recordDelivered, recordEvent } from "#server/modules/sales/index.ts";
import { consumeReservations } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { assertCovered } from "./assert-covered.ts";
import { inDelivery } from "./in-delivery.ts";

/**
 * Throws conflict `fulfilment.version_conflict`, `fulfilment.transition_not_allowed`, `stock.reservation_too_small`,
 * `payments.order_not_covered` (its held money was let go); unprocessable `fulfilment.tracking_missing`; not_found.
 */
export function shipDelivery(input: ShipInput, by: By, clock: Clock = systemClock): Promise<void> {
  return inDelivery(input, async (tx, delivery, order) => {
    assertCovered(order);
    const now = clock.now();
    const shipment = await ship(tx, delivery, input.parcels, now);
    await consumeReservations(
      tx,
      shipment.lines.map(({ reservationId, quantity }) => {
        if (!reservationId) throw new DomainError("conflict", "stock.reservation_not_found");
        return { reservationId, quantity, document: { type: "delivery", id: delivery.id } };
      }),
      by,
    );
    await recordDelivered(tx, order, shipment.lines);
    const [first] = shipment.parcels;
    const carrying = first && { carrier: first.carrier, trackingNumber: first.trackingNumber };
    await recordEvent(
      tx,
      order.id,
      { type: "shipped", data: { number: delivery.number, ...carrying, parcels: shipment.parcels } },
      by,
      now,
    );
    for (const backorder of shipment.backorders) {
      const data = { number: backorder.number, of: delivery.number, lines: backorder.lines };
      await recordEvent(tx, order.id, { type: "backorder", data }, by, now);
    }
    const trackingNumbers = shipment.parcels.map((parcel) => parcel.trackingNumber);
    await audit(tx, by, "fulfilment.shipped", { type: "delivery", id: delivery.id }, { trackingNumbers });
  });
}
