// Pick: writes what was found of each line; may be corrected until the delivery is packed.
// Permission fulfilment.delivery.process. Locks: order → delivery.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import type { PickInput } from "#server/modules/fulfilment/contract.ts";
import { pick } from "#server/modules/fulfilment/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { inDelivery } from "./in-delivery.ts";

/** Throws conflict `fulfilment.version_conflict`, unprocessable `fulfilment.picked_too_much`; not_found. */
export function pickDelivery(input: PickInput, by: By, clock: Clock = systemClock): Promise<void> {
  return inDelivery(input, async (tx, delivery) => {
    await pick(tx, delivery, input.lines, clock.now());
    await audit(tx, by, "fulfilment.picked", { type: "delivery", id: delivery.id }, { lines: input.lines });
  });
}
