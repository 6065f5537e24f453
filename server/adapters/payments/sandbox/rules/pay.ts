/** What happens when a shopper tries a card on an open session: taken, refused, or a challenge first. */
import type Stripe from "stripe";
import { type CardOutcome, type Decline, outcomeOf } from "../cards.ts";
import { record } from "../events.ts";
import { toCharge } from "../objects/charge.ts";
import { toCustomer } from "../objects/customer.ts";
import { toPaymentIntent } from "../objects/payment-intent.ts";
import { type CardInput, toPaymentMethod } from "../objects/payment-method.ts";
import type { SessionRecord } from "../store.ts";
import type { Work } from "../work.ts";

export type PayResult = "paid" | "declined" | "challenge" | "closed";

type CardMethod = Stripe.PaymentMethod & { card: Stripe.PaymentMethod.Card };

/** English as Stripe words it; the hosted page says it in the shopper's language. */
const messages: Record<string, string> = {
  insufficient_funds: "Your card has insufficient funds.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
  test_mode_live_card: "Your card was declined. Your request was in test mode, but used a non test card.",
  payment_intent_authentication_failure:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};
const messageFor = (code: string): string => messages[code] ?? "Your card was declined.";

/** The outcome of a card, remembered between the form and the end of its challenge. */
const outcomeKey = "sandbox_outcome";

export const idOf = (value: string | { id: string } | null): string | null =>
  typeof value === "string" ? value : (value?.id ?? null);

/** The intent of a session; undefined before the first try. */
export function intentOf(work: Work, session: Stripe.Checkout.Session): Stripe.PaymentIntent | undefined {
  const id = idOf(session.payment_intent);
  return id ? work.tx.get("intents", id) : undefined;
}

/** True while a card may be tried. */
export const isOpen = (work: Work, session: Stripe.Checkout.Session): boolean =>
  session.status === "open" && session.expires_at > work.now;

function openIntent(work: Work, entry: SessionRecord): Stripe.PaymentIntent {
  const existing = intentOf(work, entry.session);
  if (existing) return existing;
  const intent = toPaymentIntent(work, entry);
  work.tx.put("intents", intent.id, intent);
  work.tx.put("sessions", entry.session.id, { ...entry, session: { ...entry.session, payment_intent: intent.id } });
  record(work, "payment_intent.created", intent);
  return intent;
}

function buyer(work: Work, session: Stripe.Checkout.Session, name: string | null): string | null {
  const existing = idOf(session.customer);
  if (existing || session.customer_creation !== "always") return existing;
  const customer = toCustomer(work, { email: session.customer_email ?? undefined, name: name ?? undefined });
  work.tx.put("customers", customer.id, customer);
  record(work, "customer.created", customer);
  return customer.id;
}

function refuse(work: Work, intent: Stripe.PaymentIntent, method: CardMethod, decline: Decline, charge?: string): void {
  const failed: Stripe.PaymentIntent = {
    ...intent,
    status: "requires_payment_method",
    next_action: null,
    payment_method: null,
    latest_charge: charge ?? intent.latest_charge,
    last_payment_error: {
      ...(charge && { charge }),
      code: decline.code,
      ...(decline.declineCode && { decline_code: decline.declineCode }),
      message: messageFor(decline.declineCode ?? decline.code),
      payment_method: method,
      type: charge ? "card_error" : "invalid_request_error",
    },
  };
  work.tx.put("intents", intent.id, failed);
  record(work, "payment_intent.payment_failed", failed);
}

function decline(work: Work, intent: Stripe.PaymentIntent, method: CardMethod, why: Decline, challenged: boolean) {
  const message = messageFor(why.declineCode ?? why.code);
  const charge = toCharge(work, intent, method, { decline: why, authenticated: challenged, message });
  work.tx.put("charges", charge.id, charge);
  record(work, "charge.failed", charge);
  refuse(work, intent, method, why, charge.id);
}

function take(work: Work, sessionId: string, intent: Stripe.PaymentIntent, method: CardMethod, challenged: boolean) {
  const entry = work.tx.get("sessions", sessionId);
  if (!entry) return;
  const customer = buyer(work, entry.session, method.billing_details.name);
  const charged: Stripe.PaymentIntent = { ...intent, customer };
  const charge = toCharge(work, charged, method, { decline: null, authenticated: challenged, message: null });
  const held = intent.capture_method === "manual";
  const paid: Stripe.PaymentIntent = {
    ...charged,
    status: held ? "requires_capture" : "succeeded",
    amount_received: held ? 0 : intent.amount,
    amount_capturable: held ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
  };
  const session: Stripe.Checkout.Session = {
    ...entry.session,
    customer,
    customer_details: {
      address: null,
      business_name: null,
      email: entry.session.customer_email,
      individual_name: null,
      name: method.billing_details.name,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    payment_status: held ? "unpaid" : "paid",
    status: "complete",
    url: null,
  };
  work.tx.put("charges", charge.id, charge);
  work.tx.put("intents", paid.id, paid);
  work.tx.put("sessions", session.id, { ...entry, session });
  record(work, "charge.succeeded", charge);
  record(work, held ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", paid);
  record(work, "checkout.session.completed", session);
}

function challenge(work: Work, sessionId: string, intent: Stripe.PaymentIntent, method: CardMethod): void {
  const url = `${work.publicUrl}/c/challenge/${sessionId}`;
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: "requires_action",
    last_payment_error: null,
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { url, return_url: `${work.publicUrl}/c/pay/${sessionId}` },
    },
    payment_method: method.id,
  };
  work.tx.put("intents", intent.id, waiting);
  record(work, "payment_intent.requires_action", waiting);
}

const isCard = (method: Stripe.PaymentMethod | undefined): method is CardMethod => !!method?.card;

function rememberMethod(work: Work, card: CardInput, outcome: CardOutcome, email: string | null): CardMethod {
  const method = toPaymentMethod(work, card, outcome, email);
  const kept = { ...method, metadata: { [outcomeKey]: JSON.stringify(outcome) } };
  work.tx.put("paymentMethods", method.id, kept);
  if (!isCard(method)) throw new Error("a card method has a card");
  return method;
}

/** Tries a card. "closed": the session was paid, expired or is unknown. */
export function payWithCard(work: Work, sessionId: string, card: CardInput): PayResult {
  const entry = work.tx.get("sessions", sessionId);
  if (!entry || !isOpen(work, entry.session)) return "closed";
  const outcome = outcomeOf(card.digits);
  const intent = openIntent(work, entry);
  const method = rememberMethod(work, card, outcome, entry.session.customer_email);
  if (outcome.challenge) {
    challenge(work, sessionId, intent, method);
    return "challenge";
  }
  if (outcome.decline) {
    decline(work, intent, method, outcome.decline, false);
    return "declined";
  }
  take(work, sessionId, intent, method, false);
  return "paid";
}

/** Ends a challenge as the shopper chose. "closed": none is waiting. */
export function endChallenge(work: Work, sessionId: string, passed: boolean): PayResult {
  const entry = work.tx.get("sessions", sessionId);
  if (!entry || !isOpen(work, entry.session)) return "closed";
  const intent = intentOf(work, entry.session);
  const method = work.tx.get("paymentMethods", idOf(intent?.payment_method ?? null) ?? "");
  if (intent?.status !== "requires_action" || !isCard(method)) return "closed";
  const outcome: CardOutcome = JSON.parse(method.metadata?.[outcomeKey] ?? "{}");
  const shown: CardMethod = { ...method, metadata: {} };
  if (!passed) {
    const code = "payment_intent_authentication_failure";
    refuse(work, intent, shown, { code, declineCode: null, reason: code });
    return "declined";
  }
  if (outcome.decline) {
    decline(work, intent, shown, outcome.decline, true);
    return "declined";
  }
  take(work, sessionId, intent, shown, true);
  return "paid";
}

/** How refunds of a charge go, from the card it was paid with. */
export function refundBehaviour(work: Work, charge: Stripe.Charge): CardOutcome["refund"] {
  const method = work.tx.get("paymentMethods", charge.payment_method ?? "");
  const outcome: Partial<CardOutcome> = JSON.parse(method?.metadata?.[outcomeKey] ?? "{}");
  return outcome.refund;
}
