// Hand over: the buyer shows the code and takes the goods along. Stock moves to the customer, the order's lines count as
// delivered, held money is taken and the invoice follows, as with any delivery that leaves.
// Permission fulfilment.pickup.process, at one's own store. Locks: order → delivery → stock levels.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { handOver, openDeliveries, type Places, pickupOfCode } from "#server/modules/fulfilment/index.ts";
import { completeOrder, recordDelivered, recordEvent } from "#server/modules/sales/index.ts";
import { consumeReservations } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { assertCovered } from "../deliver-order/assert-covered.ts";
import { inDelivery } from "../deliver-order/in-delivery.ts";

/**
 * Answers the numbers of delivery and order. Throws not_found `fulfilment.pickup_code_unknown` for a code that nothing which
 * waits at these places has; conflict as the delivery's own steps.
 */
export async function handOverPickup(
  code: string,
  places: Places,
  by: By,
  clock: Clock = systemClock,
): Promise<{ number: string; orderNumber: string }> {
  const found = await pickupOfCode(db(), places, code);
  if (!found) throw new DomainError("not_found", "fulfilment.pickup_code_unknown");
  return inDelivery(found, async (tx, delivery, order) => {
    assertCovered(order);
    const now = clock.now();
    const { lines, parcels } = await handOver(tx, delivery, now);
    await consumeReservations(
      tx,
      lines.map(({ reservationId, quantity }) => {
        if (!reservationId) throw new DomainError("conflict", "stock.reservation_not_found");
        return { reservationId, quantity, document: { type: "delivery", id: delivery.id } };
      }),
      by,
    );
    await recordDelivered(tx, order, lines);
    const data = { number: delivery.number, parcels: parcels.length };
    await recordEvent(tx, order.id, { type: "collected", data }, by, now);
    await audit(tx, by, "fulfilment.pickup_handed_over", { type: "delivery", id: delivery.id }, data);
    const allThere = order.status === "confirmed" && order.deliveryStatus === "shipped";
    if (allThere && (await openDeliveries(tx, order.id)) === 0) await completeOrder(tx, order, now);
    return { number: delivery.number, orderNumber: order.number };
  });
}
