import type { DomainEvent } from "../../platform/outbox.ts";

export const paymentEvent = (
  name: "authorised" | "captured" | "failed" | "lapsed",
  paymentId: string,
  orderId: string,
): DomainEvent => ({
  type: `payments.payment.${name}`,
  aggregateType: "order",
  aggregateId: orderId,
  payload: { paymentId, orderId },
});

/** The order waits for a bank transfer: its buyer needs to know where to. */
export const transferAwaited = (paymentId: string, orderId: string): DomainEvent => ({
  type: "payments.transfer.awaited",
  aggregateType: "order",
  aggregateId: orderId,
  payload: { paymentId, orderId },
});

export const refundEvent = (name: "succeeded" | "failed", refundId: string, orderId: string): DomainEvent => ({
  type: `payments.refund.${name}`,
  aggregateType: "order",
  aggregateId: orderId,
  payload: { refundId, orderId },
});
