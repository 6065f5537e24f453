import type { DomainEvent } from "../../platform/outbox.ts";

/** What an order earned or spent has followed the order. */
export const pointsSettled = (orderId: string): DomainEvent => ({
  type: "loyalty.points.settled",
  aggregateType: "order",
  aggregateId: orderId,
  payload: { orderId },
});
