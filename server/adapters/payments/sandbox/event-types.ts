import type Stripe from "stripe";

/** The kinds of events the sandbox sends. */
export type EventType =
  | "checkout.session.completed"
  | "checkout.session.expired"
  | "payment_intent.created"
  | "payment_intent.requires_action"
  | "payment_intent.payment_failed"
  | "payment_intent.succeeded"
  | "payment_intent.canceled"
  | "payment_intent.amount_capturable_updated"
  | "charge.succeeded"
  | "charge.failed"
  | "charge.captured"
  | "charge.refunded"
  | "refund.created"
  | "refund.updated"
  | "refund.failed"
  | "customer.created";

export type EventOf<T extends EventType> = Extract<Stripe.Event, { type: T }>;

/** Stripe's event, of the kinds above: what is common to all events, and the object that belongs to the kind. */
export type SandboxEvent = Omit<Stripe.Event, "type" | "data"> & {
  type: EventType;
  data: { object: EventOf<EventType>["data"]["object"] };
};
