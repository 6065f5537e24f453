import type Stripe from "stripe";
import type {
  FailureCode,
  ProviderAttempt,
  ProviderRefund,
  ProviderStatus,
  ProviderTruth,
} from "#server/modules/payments/port.ts";
import { fromStripeAmount } from "../stripe-units.ts";

const instant = (seconds: number): Date => new Date(seconds * 1000);
const byTime = (a: { at: Date }, b: { at: Date }): number => a.at.getTime() - b.at.getTime();

/** Stripe's error and decline codes (https://docs.stripe.com/declines/codes) in our words; the rest is a plain decline. */
const failures: Record<string, FailureCode> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  payment_intent_authentication_failure: "authentication_failed",
  authentication_required: "authentication_failed",
  incorrect_number: "incorrect_data",
  incorrect_cvc: "incorrect_data",
  invalid_cvc: "incorrect_data",
  invalid_expiry_month: "incorrect_data",
  invalid_expiry_year: "incorrect_data",
  fraudulent: "fraud_suspected",
  highest_risk_level: "fraud_suspected",
  processing_error: "processing_error",
};

/** The first of Stripe's codes that says something, from the most to the least precise. */
export function failureOf(...codes: readonly (string | null | undefined)[]): FailureCode {
  for (const code of codes) if (code && failures[code]) return failures[code];
  return "card_declined";
}

function statusOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): ProviderStatus {
  if (intent?.status === "succeeded") return "captured";
  if (intent?.status === "requires_capture") return "authorised";
  if (session.status === "expired") return "expired";
  if (intent?.status === "canceled") return "cancelled";
  if (session.status === "complete") {
    if (session.payment_status === "no_payment_required") return "captured";
    // Sent, and refused for good: a complete session takes no further card.
    if (intent?.status === "requires_payment_method") return "failed";
  }
  return "pending";
}

function attemptsOf(intent: Stripe.PaymentIntent | null, charges: readonly Stripe.Charge[]): ProviderAttempt[] {
  const attempts: ProviderAttempt[] = charges
    .filter((charge) => charge.status !== "pending")
    .map((charge) => {
      const failed = charge.status === "failed";
      return {
        providerRef: charge.id,
        status: failed ? "failed" : "succeeded",
        failureCode: failed ? failureOf(charge.outcome?.reason, charge.failure_code) : null,
        at: instant(charge.created),
      };
    });
  // A failed 3-D Secure challenge never becomes a charge: it is only seen in the intent's last error.
  const last = intent?.last_payment_error;
  if (last?.payment_method && !last.charge) {
    attempts.push({
      providerRef: last.payment_method.id,
      status: "failed",
      failureCode: failureOf(last.decline_code, last.code),
      at: instant(last.payment_method.created),
    });
  }
  return attempts.sort(byTime);
}

/** Stripe's refund in our words: `requires_action` still waits, `canceled` will not happen. */
export function toRefund(refund: Stripe.Refund): ProviderRefund {
  const failed = refund.status === "failed" || refund.status === "canceled";
  return {
    providerRef: refund.id,
    status: failed ? "failed" : refund.status === "succeeded" ? "succeeded" : "pending",
    failureCode: failed ? (refund.failure_reason ?? refund.status) : null,
  };
}

function authorised(intent: Stripe.PaymentIntent | null): number {
  if (intent?.status === "requires_capture") return intent.amount_capturable;
  return intent?.status === "succeeded" ? intent.amount : 0;
}

/**
 * The truth about a session, from its payment intent and that intent's charges (with refunds expanded), both newest
 * first as Stripe lists them: within one second only that order tells which came first.
 */
export function toTruth(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
  newestCharges: readonly Stripe.Charge[],
): ProviderTruth {
  const charges = newestCharges.toReversed();
  const currency = (intent?.currency ?? session.currency ?? "").toUpperCase();
  const ours = (amount: number | null | undefined) => (amount ? fromStripeAmount(amount, currency) : 0);
  const refunds = charges
    .flatMap((charge) => charge.refunds?.data.toReversed() ?? [])
    .map((refund) => ({
      ...toRefund(refund),
      amountMinor: ours(refund.amount),
      at: instant(refund.created),
      refundId: refund.metadata?.refund_id ?? null,
    }));
  const until = charges.findLast((charge) => charge.paid)?.payment_method_details?.card?.capture_before;
  return {
    sessionRef: session.id,
    intentRef: intent?.id ?? null,
    paymentId: session.client_reference_id,
    status: statusOf(session, intent),
    amountMinor: ours(intent?.amount ?? session.amount_total),
    authorisedMinor: ours(authorised(intent)),
    authorisedUntil: intent?.status === "requires_capture" && until ? instant(until) : null,
    capturedMinor: ours(intent?.amount_received),
    // Summed over the refunds: a charge also counts as refunded what was let go without being taken.
    refundedMinor: refunds.reduce((sum, refund) => sum + (refund.status === "failed" ? 0 : refund.amountMinor), 0),
    currency,
    attempts: attemptsOf(intent, charges),
    refunds: refunds.sort(byTime),
  };
}
