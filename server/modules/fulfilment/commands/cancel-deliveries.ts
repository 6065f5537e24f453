import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged } from "../events.ts";
import { lockDeliveriesOfOrder } from "../locks.ts";
import { changeStatus } from "./change-status.ts";

/**
 * Calls off what has not left of an order (the caller gives the reservations back). Repeating it is harmless.
 * `unpickedOnly`: as its buyer may, who comes too late once a picker has begun. Throws conflict `fulfilment.already_shipped`
 * when something has left: then there is something to return, not to cancel; `fulfilment.picking_started` { number, status,
 * version }.
 */
export async function cancelDeliveries(
  tx: Tx,
  orderId: string,
  { unpickedOnly }: { unpickedOnly: boolean } = { unpickedOnly: false },
): Promise<void> {
  const deliveries = await lockDeliveriesOfOrder(tx, orderId);
  const begun = deliveries.find((d) => d.status !== "planned" && d.status !== "cancelled");
  if (unpickedOnly && begun) {
    const { number, status, version } = begun;
    throw new DomainError("conflict", "fulfilment.picking_started", { number, status, version });
  }
  if (deliveries.some((d) => d.status === "shipped" || d.status === "delivered")) {
    throw new DomainError("conflict", "fulfilment.already_shipped");
  }
  for (const delivery of deliveries) {
    if (delivery.status === "cancelled") continue;
    await changeStatus(tx, delivery, "cancel");
    emit(tx, deliveryChanged(delivery.id, orderId));
  }
}
