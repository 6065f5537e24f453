import type Stripe from "stripe";
import { DomainError } from "#server/kernel/errors.ts";
import type { JsonObject, WebhookEvent } from "#server/modules/payments/port.ts";

/** How old a signature may be: Stripe's own advice against replays. */
const toleranceSeconds = 300;

/** The event over the body as received, or undefined when no secret fits or it is too old. */
function construct(stripe: Stripe, rawBody: string, signature: string, secrets: readonly string[]) {
  for (const secret of secrets) {
    try {
      return stripe.webhooks.constructEvent(rawBody, signature, secret, toleranceSeconds);
    } catch {
      // the next secret may fit
    }
  }
  return undefined;
}

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === "string" ? value : (value?.id ?? null);

/** Where the event says to look; undefined when it moves no payment of ours. */
function refsOf(event: Stripe.Event): Pick<WebhookEvent, "sessionRef" | "intentRef" | "paymentId"> | undefined {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.expired":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed": {
      const session = event.data.object;
      return {
        sessionRef: session.id,
        intentRef: idOf(session.payment_intent),
        paymentId: session.metadata?.payment_id ?? session.client_reference_id,
      };
    }
    case "payment_intent.succeeded":
    case "payment_intent.payment_failed":
    case "payment_intent.canceled":
    case "payment_intent.amount_capturable_updated": {
      const intent = event.data.object;
      return { sessionRef: null, intentRef: intent.id, paymentId: intent.metadata.payment_id ?? null };
    }
    case "charge.refunded": {
      const charge = event.data.object;
      return {
        sessionRef: null,
        intentRef: idOf(charge.payment_intent),
        paymentId: charge.metadata.payment_id ?? null,
      };
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return { sessionRef: null, intentRef: idOf(event.data.object.payment_intent), paymentId: null };
    default:
      return undefined;
  }
}

/** The kinds of events that move a payment of ours: what `refsOf` knows. */
export const movingEvents = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "payment_intent.amount_capturable_updated",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
] as const satisfies Stripe.Event["type"][];

/** An event of Stripe in our words; null when it moves no payment of ours. */
export function toWebhookEvent(event: Stripe.Event, payload: JsonObject): WebhookEvent | null {
  const refs = refsOf(event);
  return refs ? { externalId: event.id, type: event.type, ...refs, payload } : null;
}

/** See `PaymentProvider.verifyWebhook`. */
export function verifyStripeWebhook(
  stripe: Stripe,
  secrets: readonly string[],
  rawBody: string,
  headers: { get(name: string): string | null },
): WebhookEvent | null {
  const event = construct(stripe, rawBody, headers.get("stripe-signature") ?? "", secrets);
  if (!event) throw new DomainError("invalid", "payments.bad_signature");
  return toWebhookEvent(event, JSON.parse(rawBody) as JsonObject);
}
