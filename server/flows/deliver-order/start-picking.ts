// Start picking: someone takes a planned delivery in hand, and the customer reads that it is being prepared.
// Permission fulfilment.delivery.process. Locks: order → delivery.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import type { StartPickingInput } from "#server/modules/fulfilment/contract.ts";
import { startPicking as start } from "#server/modules/fulfilment/index.ts";
import { recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { inDelivery } from "./in-delivery.ts";

/** Throws conflict `fulfilment.version_conflict`, `fulfilment.transition_not_allowed`; not_found. */
export function startPicking(input: StartPickingInput, by: By, clock: Clock = systemClock): Promise<void> {
  return inDelivery(input, async (tx, delivery, order) => {
    await start(tx, delivery);
    await recordEvent(tx, order.id, { type: "picking", data: { number: delivery.number } }, by, clock.now());
    await audit(tx, by, "fulfilment.picking_started", { type: "delivery", id: delivery.id });
  });
}
