import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged } from "../events.ts";
import { lockDeliveriesOfOrder } from "../locks.ts";
import { changeStatus } from "./change-status.ts";

/**
 * Calls off what has not left of an order (the caller gives the reservations back). Repeating it is harmless.
 * Throws conflict `fulfilment.already_shipped` when something has left: then there is something to return, not to cancel.
 */
export async function cancelDeliveries(tx: Tx, orderId: string): Promise<void> {
  const deliveries = await lockDeliveriesOfOrder(tx, orderId);
  if (deliveries.some((d) => d.status === "shipped" || d.status === "delivered")) {
    throw new DomainError("conflict", "fulfilment.already_shipped");
  }
  for (const delivery of deliveries) {
    if (delivery.status === "cancelled") continue;
    await changeStatus(tx, delivery, "cancel");
    emit(tx, deliveryChanged(delivery.id, orderId));
  }
}
