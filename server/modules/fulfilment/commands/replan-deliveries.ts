import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged } from "../events.ts";
import { type LockedDelivery, lockDeliveriesOfOrder } from "../locks.ts";
import { type PlanInput, promisedAt } from "./plan-deliveries.ts";

/**
 * Takes an order's deliveries back from the pickers before its lines change: every one must still be planned, and the
 * condition is part of the UPDATE, so that of an edit and a picker who begin at once one wins. The picker then finds a new
 * version. They are empty then, until `replanDeliveries`. Locks the deliveries. Throws DomainError conflict `fulfilment.picking_started` { number, status, version }.
 */
export async function claimPlanned(tx: Tx, orderId: string): Promise<LockedDelivery[]> {
  const deliveries = (await lockDeliveriesOfOrder(tx, orderId)).filter((d) => d.status !== "cancelled");
  for (const delivery of deliveries) {
    const { count } = await tx.delivery.updateMany({
      where: { id: delivery.id, status: "planned", version: delivery.version },
      data: { version: { increment: 1 } },
    });
    if (count === 0) {
      const { number, status, version } = delivery;
      throw new DomainError("conflict", "fulfilment.picking_started", { number, status, version });
    }
  }
  await tx.deliveryLine.deleteMany({ where: { deliveryId: { in: deliveries.map(({ id }) => id) } } });
  return deliveries.map((delivery) => ({ ...delivery, version: delivery.version + 1 }));
}

/** Tells before a change is even priced. Throws DomainError conflict `fulfilment.picking_started` { number, status, version }. */
export async function assertUnpicked(tx: Tx, orderId: string): Promise<void> {
  const begun = await tx.delivery.findFirst({
    where: { orderId, status: { notIn: ["planned", "cancelled"] } },
    select: { number: true, status: true, version: true },
  });
  if (begun) throw new DomainError("conflict", "fulfilment.picking_started", begun);
}

/**
 * Writes claimed deliveries anew for what is committed now: one per location, kept where there was one (with its days,
 * unless the buyer was told other ones), called off where nothing leaves any more. Answers how many are to be picked.
 */
export async function replanDeliveries(
  tx: Tx,
  claimed: readonly LockedDelivery[],
  input: PlanInput & { toldAnew: boolean },
): Promise<number> {
  const { orderId, address, reserved, pickup, wantedOn, now } = input;
  const locationIds = [...new Set(reserved.map((r) => r.locationId))].sort();
  const kept = new Map<string, string>();
  for (const delivery of claimed) {
    const stays = locationIds.includes(delivery.locationId) && !kept.has(delivery.locationId);
    if (stays) kept.set(delivery.locationId, delivery.id);
    await tx.delivery.update({
      where: { id: delivery.id },
      data: stays
        ? { address, pickup, wantedOn, ...(input.toldAnew && promisedAt(input, delivery.locationId)) }
        : { status: "cancelled" },
    });
  }
  for (const locationId of locationIds) {
    if (kept.has(locationId)) continue;
    const id = newId("delivery");
    const number = await nextNumber(tx, "delivery", now);
    const promised = promisedAt(input, locationId);
    await tx.delivery.create({
      data: { id, number, orderId, locationId, address, pickup, wantedOn, ...promised, createdAt: now },
    });
    kept.set(locationId, id);
  }
  await tx.deliveryLine.createMany({
    data: reserved.map(({ reservationId, orderLineId, variantId, locationId, quantity }) => ({
      id: newId("deliveryLine"),
      deliveryId: kept.get(locationId) ?? "",
      reservationId,
      orderLineId,
      variantId,
      quantity,
    })),
  });
  const changed = new Set([...claimed.map(({ id }) => id), ...kept.values()]);
  emit(tx, ...[...changed].map((id) => deliveryChanged(id, orderId)));
  return locationIds.length;
}
