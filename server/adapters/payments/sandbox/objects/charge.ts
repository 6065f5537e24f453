import type Stripe from "stripe";
import type { Decline } from "../cards.ts";
import { stripeId } from "../ids.ts";
import type { Work } from "../work.ts";

function toOutcome(decline: Decline | null): Stripe.Charge.Outcome {
  const blocked = decline?.reason === "highest_risk_level";
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: !decline ? "approved_by_network" : blocked ? "not_sent_to_network" : "declined_by_network",
    reason: decline?.reason ?? null,
    risk_level: blocked ? "highest" : "normal",
    risk_score: blocked ? 95 : 12,
    seller_message: decline ? "The bank did not return any further details with this decline." : "Payment complete.",
    type: !decline ? "authorized" : blocked ? "blocked" : "issuer_declined",
  };
}

/** As long as card networks hold money that is not taken. */
const holdSeconds = 7 * 24 * 3600;

function toCardDetails(
  work: Work,
  intent: Stripe.PaymentIntent,
  card: Stripe.PaymentMethod.Card,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: intent.amount,
    ...(intent.capture_method === "manual" && { capture_before: work.now + holdSeconds }),
    authorization_code: null,
    brand: card.brand,
    checks: card.checks,
    country: card.country,
    electronic_commerce_indicator: authenticated ? "05" : null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: stripeId("", 15),
    regulated_status: "unregulated",
    three_d_secure: authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: stripeId("", 36),
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** One try with one card: money taken (or only held, when it is captured by hand), or refused with `decline`. */
export function toCharge(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod & { card: Stripe.PaymentMethod.Card },
  result: { decline: Decline | null; authenticated: boolean; message: string | null },
): Stripe.Charge {
  const paid = !result.decline;
  const captured = paid && intent.capture_method !== "manual";
  return {
    id: stripeId("ch_3"),
    object: "charge",
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: captured ? stripeId("txn_3") : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "COMPTOIR SANDBOX",
    captured,
    created: work.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: result.decline?.code ?? null,
    failure_message: result.message,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: toOutcome(result.decline),
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: toCardDetails(work, intent, method.card, result.authenticated), type: "card" },
    radar_options: {},
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: null,
  };
}
