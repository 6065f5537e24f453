import type { DomainEvent } from "../../platform/outbox.ts";

const orderEvent =
  (name: string) =>
  (orderId: string): DomainEvent => ({
    type: `sales.order.${name}`,
    aggregateType: "order",
    aggregateId: orderId,
    payload: { orderId },
  });

export const orderPlaced = orderEvent("placed");
export const orderConfirmed = orderEvent("confirmed");
/** A guest's order has an owner now. */
export const orderClaimed = orderEvent("claimed");
export const orderExpired = orderEvent("expired");
export const orderCancelled = orderEvent("cancelled");
export const orderCompleted = orderEvent("completed");

const changeEvent =
  (name: string) =>
  (orderId: string, amendmentId: string): DomainEvent => ({
    type: `sales.order.${name}`,
    aggregateType: "order",
    aggregateId: orderId,
    payload: { orderId, amendmentId },
  });

/** A change waits for its payment. */
export const orderAmended = changeEvent("amended");
/** A change holds: lines, totals, address or method are new. */
export const orderEdited = changeEvent("edited");
