import type { DomainEvent } from "#server/platform/outbox.ts";

const event = (verb: string, deliveryId: string, orderId: string): DomainEvent => ({
  type: `fulfilment.delivery.${verb}`,
  aggregateType: "delivery",
  aggregateId: deliveryId,
  payload: { deliveryId, orderId },
});

/** Planned, in hand, packed, called off, or a parcel of it arrived: open pages look again. */
export const deliveryChanged = (deliveryId: string, orderId: string) => event("changed", deliveryId, orderId);
/** The parcels left, with their tracking numbers. */
export const deliveryShipped = (deliveryId: string, orderId: string) => event("shipped", deliveryId, orderId);

/** What a buyer collects: it lies ready, or waits longer than the place keeps it. */
export const pickupEvent = (verb: "ready" | "overdue", deliveryId: string, orderId: string): DomainEvent => ({
  type: `fulfilment.pickup.${verb}`,
  aggregateType: "delivery",
  aggregateId: deliveryId,
  payload: { deliveryId, orderId },
});

/** Goods a customer sends back: announced, received, closed or called off. */
export const returnEvent = (
  verb: "requested" | "received" | "closed" | "cancelled",
  returnId: string,
  orderId: string,
): DomainEvent => ({
  type: `fulfilment.return.${verb}`,
  aggregateType: "order",
  aggregateId: orderId,
  payload: { returnId, orderId },
});
