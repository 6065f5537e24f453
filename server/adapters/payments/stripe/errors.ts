import Stripe from "stripe";
import { DomainError } from "#server/kernel/errors.ts";
import type { ProviderErrorCode } from "#server/modules/payments/port.ts";

/** Stripe answers 409 while the same idempotency key is still being worked on. */
const stillRunning = 409;

function isTransient(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  const { StripeConnectionError, StripeAPIError, StripeRateLimitError } = Stripe.errors;
  return (
    error instanceof StripeConnectionError ||
    error instanceof StripeAPIError ||
    error instanceof StripeRateLimitError ||
    error.statusCode === stillRunning ||
    (error.statusCode ?? 0) >= 500
  );
}

/** Runs a call and says its failure in our words. What is not Stripe's is passed on: it is a defect. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw translate(error);
  }
}

function translate(error: InstanceType<typeof Stripe.errors.StripeError>): DomainError<ProviderErrorCode> {
  const details = { requestId: error.requestId ?? null, providerCode: error.code ?? error.type };
  if (isTransient(error)) return new DomainError("unavailable", "payments.provider_unavailable", details);
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return new DomainError("conflict", "payments.idempotency_mismatch", details);
  }
  return new DomainError("unprocessable", "payments.provider_rejected", { ...details, reason: error.message });
}

/** True when Stripe knows no such object. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";

/** True when the money of an intent can no longer, or not yet, be taken or let go. */
export const isWrongState = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "payment_intent_unexpected_state";

/** True when more is to be taken than was authorised. */
export const isOverCapture = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === "amount_too_large" || error.param === "amount_to_capture");

/** True when a refund asks for more than is left of the charge. */
export const isOverRefund = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === "charge_already_refunded" || error.param === "amount");
