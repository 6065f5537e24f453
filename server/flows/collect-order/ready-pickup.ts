// Ready: what a buyer collects is picked, packed and waits at the store; a mail with code, address and hours follows.
// Permission fulfilment.pickup.process, at one's own store. Locks: order → delivery.
import { addDays, dateAt } from "#server/kernel/calendar.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { makeReady, type Places } from "#server/modules/fulfilment/index.ts";
import { recordEvent } from "#server/modules/sales/index.ts";
import { collectTerms } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { assertCovered } from "../deliver-order/assert-covered.ts";
import { inDelivery } from "../deliver-order/in-delivery.ts";

/**
 * Throws not_found `fulfilment.delivery_not_found`, also for another store's; conflict `fulfilment.version_conflict`,
 * `fulfilment.transition_not_allowed`, `payments.order_not_covered` (its held money was let go).
 */
export function readyPickup(
  input: { number: string; version: number },
  places: Places,
  by: By,
  clock: Clock = systemClock,
): Promise<void> {
  return inDelivery(input, async (tx, delivery, order) => {
    if (places !== "all" && !places.includes(delivery.locationId)) {
      throw new DomainError("not_found", "fulfilment.delivery_not_found");
    }
    assertCovered(order);
    const now = clock.now();
    const { timeZone, collectDays, name } = await collectTerms(tx, delivery.locationId);
    const collectBy = addDays(dateAt(timeZone, now), collectDays);
    const { backorder } = await makeReady(tx, delivery, { collectBy, now });
    const data = { number: delivery.number, store: name, collectBy, backorder };
    await recordEvent(tx, order.id, { type: "ready", data }, by, now);
    await audit(tx, by, "fulfilment.pickup_ready", { type: "delivery", id: delivery.id }, data);
  });
}
