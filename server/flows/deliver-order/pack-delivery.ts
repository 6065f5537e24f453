// Pack: what was picked goes into parcels; what was not becomes a backorder, a delivery of its own.
// Permission fulfilment.delivery.process. Locks: order → delivery.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import type { PackInput } from "#server/modules/fulfilment/contract.ts";
import { pack } from "#server/modules/fulfilment/index.ts";
import { recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { inDelivery } from "./in-delivery.ts";

/**
 * Answers the number of the backorder, or null. Throws conflict `fulfilment.version_conflict`,
 * `fulfilment.nothing_picked`, unprocessable `fulfilment.parcels_do_not_match`; not_found.
 */
export function packDelivery(
  input: PackInput,
  by: By,
  clock: Clock = systemClock,
): Promise<{ backorder: string | null }> {
  return inDelivery(input, async (tx, delivery, order) => {
    const now = clock.now();
    const { backorder, parcelNumbers } = await pack(tx, delivery, input.parcels, now);
    const data = { number: delivery.number, parcels: parcelNumbers, backorder };
    await recordEvent(tx, order.id, { type: "packed", audience: "staff", data }, by, now);
    await audit(tx, by, "fulfilment.packed", { type: "delivery", id: delivery.id }, data);
    return { backorder };
  });
}
