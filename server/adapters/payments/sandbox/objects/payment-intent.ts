import type Stripe from "stripe";
import { stripeId } from "../ids.ts";
import type { SessionRecord } from "../store.ts";
import type { Work } from "../work.ts";

/** The intent of a session, as it is before any card was tried. */
export function toPaymentIntent(work: Work, record: SessionRecord): Stripe.PaymentIntent {
  const { session, intentData } = record;
  const id = stripeId("pi_3");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: intentData.captureMethod ?? "automatic_async",
    client_secret: `${id}_secret_${stripeId("", 25)}`,
    confirmation_method: "automatic",
    created: work.now,
    currency: session.currency ?? "eur",
    customer: session.customer,
    customer_account: null,
    description: intentData.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: intentData.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_group: null,
  };
}
