/**
 * What a payment provider must be able to do for the house. Providers live in `server/adapters/payments/<vendor>` and
 * are listed in `server/adapters/payments/registry.ts`; `server/testing/payment-provider-contract.ts` is the suite
 * every one of them passes. Nothing here names a vendor, nothing here is called inside a database transaction.
 */
import type { Locale } from "#server/kernel/localized.ts";
import type { Money } from "#server/kernel/money.ts";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** One order line as the shopper reads it on the payment page. */
export type PaymentLine = {
  name: string;
  description?: string | null;
  quantity: number;
  /** The whole line including tax, in minor units of the payment's currency: quantity is already in it. */
  grossMinor: number;
  /** Absolute address of a picture; others are left out. */
  imageUrl?: string | null;
};

export type PaymentStartInput = {
  /** Our payment's id: travels with the money at the provider and comes back in its events. */
  paymentId: string;
  /** The human number of the order, shown to the shopper and to the accountant. */
  orderNumber: string;
  /** What is due: exactly the sum of the lines and of the shipping. */
  amount: Money;
  /** manual: the money is only held, until `capture` takes it or `cancel` lets it go. Automatic unless said. */
  capture?: "automatic" | "manual";
  email: string;
  locale: Locale;
  lines: readonly PaymentLine[];
  /** null: nothing is sent (invoices are paid). */
  shipping: { name: string; amountMinor: number } | null;
  /** Where the shopper comes back to. `{SESSION}` in it is replaced by the provider's session reference. */
  successUrl: string;
  cancelUrl: string;
  /** When the payment was opened in our books: the same on every retry, so that a minimum lifetime is too. */
  openedAt: Date;
  /** The wish; a provider with a longer minimum, counted from `openedAt`, takes its own. What holds is in the answer. */
  expiresAt: Date;
  /** The same key and input start the same session, however often asked. */
  idempotencyKey: string;
  /** Flat text for the provider's own dashboard. */
  metadata?: Readonly<Record<string, string>>;
};

export type PaymentStart = {
  sessionRef: string;
  /** Where to send the shopper's browser. */
  redirectUrl: string;
  /** Known now with some providers, with others only once the shopper pays. */
  intentRef: string | null;
  expiresAt: Date;
};

/**
 * - `pending`: nothing decided, the shopper may still (re)try
 * - `authorised`: money held, not taken
 * - `captured`: money taken (`refundedMinor` says what went back)
 * - `failed`: the payment was sent and definitely refused, no further try in this session
 * - `cancelled`, `expired`: given up by us or the provider, no money can come any more
 */
export const providerStatuses = ["pending", "authorised", "captured", "failed", "cancelled", "expired"] as const;
export type ProviderStatus = (typeof providerStatuses)[number];

/** One try of the shopper. `failureCode` is one of `failureCodes`. */
export type ProviderAttempt = {
  providerRef: string;
  status: "succeeded" | "failed";
  failureCode: FailureCode | null;
  at: Date;
};

export type ProviderRefund = {
  providerRef: string;
  status: "pending" | "succeeded" | "failed";
  failureCode: string | null;
};

/** What the provider says about a session now. The only thing a payment is ever settled from. */
export type ProviderTruth = {
  sessionRef: string;
  intentRef: string | null;
  /** The payment this session was started for, as the provider remembers it. */
  paymentId: string | null;
  status: ProviderStatus;
  amountMinor: number;
  /** Held and not yet taken, or what was held before it was taken. */
  authorisedMinor: number;
  /** When the provider lets go of money that is held and not taken; null when it does not say. */
  authorisedUntil: Date | null;
  capturedMinor: number;
  /** Given back or on its way back; refused refunds are not in it. */
  refundedMinor: number;
  currency: string;
  /** Oldest first. */
  attempts: ProviderAttempt[];
  /** Oldest first. */
  refunds: (ProviderRefund & {
    amountMinor: number;
    at: Date;
    /** Our refund's id, when we asked for it: null for one that was made in the provider's dashboard. */
    refundId: string | null;
  })[];
};

/** Why a try failed, in words every provider can be translated to. */
export const failureCodes = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "authentication_failed",
  "incorrect_data",
  "fraud_suspected",
  "processing_error",
] as const;
export type FailureCode = (typeof failureCodes)[number];

export type RefundInput = {
  intentRef: string;
  amountMinor: number;
  currency: string;
  idempotencyKey: string;
  /** Our refund's id: kept with the refund at the provider and told again in the truth. */
  refundId?: string;
  /** Free text of our staff; kept with the refund at the provider. */
  reason?: string | null;
};

export type CaptureInput = { intentRef: string; amountMinor: number; currency: string; idempotencyKey: string };

/** A page of the provider's truth. */
export type TruthPage = { items: ProviderTruth[]; cursor: string | null };

/** A verified message of a provider. It only says where to look: the truth is re-read by `retrieve`. */
export type WebhookEvent = {
  /** Unique per provider: a repeated delivery carries the same one. */
  externalId: string;
  /** The provider's own name of the event, for logs. */
  type: string;
  sessionRef: string | null;
  intentRef: string | null;
  /** Our payment's id when the event carries it. */
  paymentId: string | null;
  payload: JsonObject;
};

/**
 * Every method but `verifyWebhook` speaks to the network and may throw
 * - `payments.provider_unavailable` (unavailable): timeout, 5xx, 429, no connection. Try again with the same key.
 * - `payments.provider_rejected` (unprocessable): the provider refuses the input, or our credentials.
 * - `payments.idempotency_mismatch` (conflict): the key was used before with another input.
 */
export interface PaymentProvider {
  /** The name in `payment.provider`, in the manifest and in the webhook's address. */
  readonly code: string;

  /** Opens a session. Throws also `payments.lines_do_not_add_up` (invalid) when lines and shipping are not the amount. */
  start(input: PaymentStartInput): Promise<PaymentStart>;

  /** Reads the truth. Throws also `payments.session_not_found` (not_found). */
  retrieve(sessionRef: string): Promise<ProviderTruth>;

  /**
   * Closes a session so that no money can come any more. Doing it twice, or to a session already paid, changes nothing:
   * `retrieve` afterwards to know which it was.
   */
  expire(sessionRef: string): Promise<void>;

  /**
   * Takes money that was authorised, all or a part of it, once: what is left is let go. The same key takes it once.
   * Throws also `payments.not_capturable` (conflict: taken before, let go, or never authorised) and
   * `payments.capture_exceeds_authorised` (conflict). `retrieve` afterwards: only the truth settles a payment.
   */
  capture(input: CaptureInput): Promise<void>;

  /**
   * Lets authorised money go. Doing it twice, or when it was taken meanwhile, changes nothing: `retrieve` afterwards to
   * know which it was.
   */
  cancel(intentRef: string): Promise<void>;

  /**
   * The truth about every session that was opened, or of which money went back, since an instant; page by page. Attempts
   * may be missing in it: to settle, `retrieve`.
   */
  list(input: { since: Date; cursor: string | null }): Promise<TruthPage>;

  /** What the provider has announced since an instant, oldest first: for messages that never came. */
  events(since: Date): Promise<WebhookEvent[]>;

  /** Gives money back. Throws also `payments.refund_exceeds_captured` (conflict). */
  refund(input: RefundInput): Promise<ProviderRefund>;

  /**
   * Verifies a message over the body exactly as received. Null: genuine, but none of our business.
   * Throws `payments.bad_signature` (invalid) when forged, altered or too old.
   */
  verifyWebhook(rawBody: string, headers: { get(name: string): string | null }): WebhookEvent | null;

  /** Resolves when the provider answers and accepts our credentials (doctor, readiness). */
  health(): Promise<void>;
}

/** The codes above, for the payments contract; each has a message in every language. */
export const providerErrorCodes = [
  "payments.provider_unavailable",
  "payments.provider_rejected",
  "payments.provider_unknown",
  "payments.provider_not_configured",
  "payments.sandbox_refused",
  "payments.idempotency_mismatch",
  "payments.lines_do_not_add_up",
  "payments.session_not_found",
  "payments.refund_exceeds_captured",
  "payments.not_capturable",
  "payments.capture_exceeds_authorised",
  "payments.bad_signature",
] as const;
export type ProviderErrorCode = (typeof providerErrorCodes)[number];
