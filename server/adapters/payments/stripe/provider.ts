/**
 * Stripe Checkout behind the payment port: a hosted page takes the card, the PaymentIntent is the truth.
 * The sandbox speaks the same API, so it is this very code with another address and key.
 */
import type Stripe from "stripe";
import { DomainError } from "#server/kernel/errors.ts";
import type {
  CaptureInput,
  PaymentProvider,
  PaymentStart,
  ProviderTruth,
  RefundInput,
} from "#server/modules/payments/port.ts";
import { createStripeClient } from "./client.ts";
import type { StripeConfig } from "./config.ts";
import { isMissing, isOverCapture, isOverRefund, isWrongState, translated } from "./errors.ts";
import { listEvents, listTruth } from "./list.ts";
import { amountIn, toSessionParams } from "./session-params.ts";
import { toRefund, toTruth } from "./truth.ts";
import { verifyStripeWebhook } from "./webhook.ts";

const reasonLength = 500;

function notFound(sessionRef: string): DomainError {
  return new DomainError("not_found", "payments.session_not_found", { sessionRef });
}

async function retrieve(stripe: Stripe, sessionRef: string): Promise<ProviderTruth> {
  const session = await stripe.checkout.sessions
    .retrieve(sessionRef, { expand: ["payment_intent"] })
    .catch((error: unknown) => {
      throw isMissing(error) ? notFound(sessionRef) : error;
    });
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const charges = intent
    ? await stripe.charges.list({ payment_intent: intent.id, limit: 100, expand: ["data.refunds"] })
    : { data: [] };
  return toTruth(session, intent, charges.data);
}

async function expire(stripe: Stripe, sessionRef: string): Promise<void> {
  try {
    await stripe.checkout.sessions.expire(sessionRef, {}, { idempotencyKey: `expire-${sessionRef}` });
  } catch (error) {
    if (isMissing(error)) throw notFound(sessionRef);
    // Stripe refuses to expire what is no longer open. That is the state we want, whoever brought it there.
    const session = await stripe.checkout.sessions.retrieve(sessionRef);
    if (session.status === "open") throw error;
  }
}

async function refund(stripe: Stripe, input: RefundInput) {
  const reason = input.reason?.slice(0, reasonLength);
  try {
    const made = await stripe.refunds.create(
      {
        payment_intent: input.intentRef,
        amount: amountIn(input.currency, input.amountMinor),
        metadata: { ...(reason && { reason }), ...(input.refundId && { refund_id: input.refundId }) },
      },
      { idempotencyKey: input.idempotencyKey },
    );
    return toRefund(made);
  } catch (error) {
    if (isOverRefund(error)) throw new DomainError("conflict", "payments.refund_exceeds_captured");
    throw error;
  }
}

async function capture(stripe: Stripe, input: CaptureInput): Promise<void> {
  const amount_to_capture = amountIn(input.currency, input.amountMinor);
  try {
    const { idempotencyKey } = input;
    await stripe.paymentIntents.capture(input.intentRef, { amount_to_capture }, { idempotencyKey });
  } catch (error) {
    if (isWrongState(error)) throw new DomainError("conflict", "payments.not_capturable");
    if (isOverCapture(error)) throw new DomainError("conflict", "payments.capture_exceeds_authorised");
    throw error;
  }
}

async function cancel(stripe: Stripe, intentRef: string): Promise<void> {
  try {
    await stripe.paymentIntents.cancel(intentRef, {}, { idempotencyKey: `cancel-${intentRef}` });
  } catch (error) {
    // Taken or let go meanwhile: whoever asked reads the truth next.
    if (!isWrongState(error)) throw error;
  }
}

/** Stripe, or what speaks like it at `config.apiBase`, under the name `code`. */
export function createStripeProvider(code: string, config: StripeConfig): PaymentProvider {
  const stripe = createStripeClient(config);
  return {
    code,
    start: (input) =>
      translated(async (): Promise<PaymentStart> => {
        const { idempotencyKey } = input;
        const session = await stripe.checkout.sessions.create(toSessionParams(input), { idempotencyKey });
        if (!session.url) throw new DomainError("unprocessable", "payments.provider_rejected", { reason: "no url" });
        const intent = session.payment_intent;
        return {
          sessionRef: session.id,
          redirectUrl: session.url,
          intentRef: typeof intent === "string" ? intent : (intent?.id ?? null),
          expiresAt: new Date(session.expires_at * 1000),
        };
      }),
    retrieve: (sessionRef) => translated(() => retrieve(stripe, sessionRef)),
    expire: (sessionRef) => translated(() => expire(stripe, sessionRef)),
    capture: (input) => translated(() => capture(stripe, input)),
    cancel: (intentRef) => translated(() => cancel(stripe, intentRef)),
    list: (input) => translated(() => listTruth(stripe, input)),
    events: (since) => translated(() => listEvents(stripe, since)),
    refund: (input) => translated(() => refund(stripe, input)),
    verifyWebhook: (rawBody, headers) => verifyStripeWebhook(stripe, config.webhookSecrets, rawBody, headers),
    health: () => translated(async () => void (await stripe.checkout.sessions.list({ limit: 1 }))),
  };
}
