import Stripe from "stripe";
import type { EventOf, EventType, SandboxEvent } from "./event-types.ts";
import { stripeId } from "./ids.ts";
import type { Work } from "./work.ts";

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
