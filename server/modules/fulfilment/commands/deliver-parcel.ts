import { DomainError } from "#server/kernel/errors.ts";
import { transition } from "#server/kernel/state-machine.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { parcelStatusSchema } from "../contract.ts";
import { deliveryChanged } from "../events.ts";
import { lockDeliveriesOfOrder } from "../locks.ts";
import { parcelTransitions } from "../model.ts";
import { changeStatus } from "./change-status.ts";

/**
 * A parcel reached the buyer. Locks all deliveries of its order, so that the last parcel is seen to be the last.
 * `all` is true when nothing of the order is on its way or waiting any more.
 * Throws not_found `fulfilment.parcel_not_found`, conflict `fulfilment.transition_not_allowed`.
 */
export async function deliverParcel(
  tx: Tx,
  parcelId: string,
  orderId: string,
  now: Date,
): Promise<{ parcel: { number: string; carrier: string }; delivery: string; all: boolean }> {
  const deliveries = await lockDeliveriesOfOrder(tx, orderId);
  const parcel = await tx.parcel.findUnique({ where: { id: parcelId } });
  const delivery = deliveries.find((d) => d.id === parcel?.deliveryId);
  if (!parcel || !delivery) throw new DomainError("not_found", "fulfilment.parcel_not_found");
  const from = parcelStatusSchema.parse(parcel.status);
  const status = transition("fulfilment", parcelTransitions, from, "deliver");
  const { count } = await tx.parcel.updateMany({
    where: { id: parcelId, status: from },
    data: { status, deliveredAt: now },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.version_conflict");
  emit(tx, deliveryChanged(delivery.id, orderId));

  const others = await tx.parcel.count({ where: { deliveryId: delivery.id, status: { not: "delivered" } } });
  if (others === 0) {
    await changeStatus(tx, delivery, "deliver", { deliveredAt: now });
  }
  const all =
    others === 0 &&
    deliveries.every((d) => d.id === delivery.id || d.status === "delivered" || d.status === "cancelled");
  return { parcel, delivery: delivery.number, all };
}
