import Stripe from "stripe";
import { stripeId } from "./ids.ts";
import type { Work } from "./work.ts";

/** The kinds of events the sandbox sends. */
type EventType =
  | "checkout.session.completed"
  | "checkout.session.expired"
  | "payment_intent.created"
  | "payment_intent.requires_action"
  | "payment_intent.payment_failed"
  | "payment_intent.succeeded"
  | "payment_intent.canceled"
  | "charge.succeeded"
  | "charge.failed"
  | "charge.refunded"
  | "refund.created"
  | "refund.updated"
  | "refund.failed"
  | "customer.created";

type EventOf<T extends EventType> = Extract<Stripe.Event, { type: T }>;

/** Stripe's event, of the kinds above: what is common to all events, and the object that belongs to the kind. */
export type SandboxEvent = Omit<Stripe.Event, "type" | "data"> & {
  type: EventType;
  data: { object: EventOf<EventType>["data"]["object"] };
};

/** Records that something happened; it is delivered once the change is written. */
export function record<T extends EventType>(work: Work, type: T, object: EventOf<T>["data"]["object"]): void {
  const event = {
    id: stripeId("evt_1"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: work.now,
    data: { object },
    livemode: false,
    pending_webhooks: work.hasWebhook ? 1 : 0,
    request: work.request,
    type,
  } satisfies SandboxEvent;
  work.tx.put("events", event.id, event);
  if (work.hasWebhook) {
    work.tx.put("deliveries", event.id, { eventId: event.id, attempts: 0, nextAt: 0, delivered: false });
  }
}
