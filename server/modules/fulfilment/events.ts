import type { DomainEvent } from "#server/platform/outbox.ts";

const event = (verb: string, deliveryId: string, orderId: string, more: Record<string, string> = {}): DomainEvent => ({
  type: `fulfilment.delivery.${verb}`,
  aggregateType: "delivery",
  aggregateId: deliveryId,
  payload: { deliveryId, orderId, ...more },
});

export const deliveryPlanned = (deliveryId: string, orderId: string) => event("planned", deliveryId, orderId);
export const deliveryShipped = (deliveryId: string, orderId: string) => event("shipped", deliveryId, orderId);
export const parcelDelivered = (deliveryId: string, orderId: string, parcelId: string) =>
  event("parcel_delivered", deliveryId, orderId, { parcelId });
export const deliveryDelivered = (deliveryId: string, orderId: string) => event("delivered", deliveryId, orderId);
