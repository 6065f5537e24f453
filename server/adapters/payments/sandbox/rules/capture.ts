/** What becomes of money that is held: taken once, in whole or in part, let go by the shop, or let go by time. */
import type Stripe from "stripe";
import { record } from "../events.ts";
import { invalidRequest, missing } from "../wire-error.ts";
import type { Work } from "../work.ts";
import { idOf, intentOf } from "./pay.ts";

function found(work: Work, id: string): Stripe.PaymentIntent {
  const intent = work.tx.get("intents", id);
  if (!intent) throw missing("payment_intent", id, "intent");
  return intent;
}

function unexpected(intent: Stripe.PaymentIntent, verb: string, allowed: string): never {
  throw invalidRequest(
    `This PaymentIntent could not be ${verb} because it has a status of ${intent.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be ${verb}: ${allowed}.`,
    { code: "payment_intent_unexpected_state" },
  );
}

const chargeOf = (work: Work, intent: Stripe.PaymentIntent) => work.tx.get("charges", idOf(intent.latest_charge) ?? "");

/** Takes held money, all of it unless an amount is named; the rest is let go. Throws Stripe's errors. */
export function captureIntent(work: Work, id: string, amount?: number): Stripe.PaymentIntent {
  const intent = found(work, id);
  if (intent.status !== "requires_capture") unexpected(intent, "captured", "requires_capture");
  const taken = amount ?? intent.amount_capturable;
  if (taken > intent.amount_capturable) {
    throw invalidRequest(
      `The provided amount_to_capture (${taken}) is greater than the amount_capturable of this PaymentIntent ` +
        `(${intent.amount_capturable}).`,
      { code: "amount_too_large", param: "amount_to_capture" },
    );
  }
  if (taken < 1) throw invalidRequest("Invalid positive integer", { param: "amount_to_capture" });
  const paid: Stripe.PaymentIntent = { ...intent, status: "succeeded", amount_received: taken, amount_capturable: 0 };
  work.tx.put("intents", id, paid);
  const charge = chargeOf(work, intent);
  if (charge) {
    const captured: Stripe.Charge = { ...charge, captured: true, amount_captured: taken };
    work.tx.put("charges", charge.id, captured);
    record(work, "charge.captured", captured);
  }
  for (const entry of work.tx.all("sessions")) {
    if (idOf(entry.session.payment_intent) !== id) continue;
    work.tx.put("sessions", entry.session.id, { ...entry, session: { ...entry.session, payment_status: "paid" } });
  }
  record(work, "payment_intent.succeeded", paid);
  return paid;
}

function letGo(
  work: Work,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    status: "canceled",
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason,
    next_action: null,
  };
  work.tx.put("intents", intent.id, canceled);
  const charge = chargeOf(work, intent);
  if (charge?.paid) {
    work.tx.put("charges", charge.id, { ...charge, refunded: true, amount_refunded: charge.amount });
  }
  record(work, "payment_intent.canceled", canceled);
  return canceled;
}

/** Lets held money go, or ends what no card has paid. Throws Stripe's error for money already taken. */
export function cancelIntent(
  work: Work,
  id: string,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const intent = found(work, id);
  const allowed = ["requires_payment_method", "requires_capture", "requires_action"];
  if (!allowed.includes(intent.status)) unexpected(intent, "canceled", allowed.join(", "));
  return letGo(work, intent, reason);
}

/** Lets go what nobody took in time. */
export function letGoOverdue(work: Work): void {
  for (const intent of work.tx.all("intents")) {
    if (intent.status !== "requires_capture") continue;
    const until = chargeOf(work, intent)?.payment_method_details?.card?.capture_before;
    if (until !== undefined && until <= work.now) letGo(work, intent, "automatic");
  }
}

/** The end of what is held for a session comes nearer by so many seconds. */
export function hastenHold(work: Work, session: Stripe.Checkout.Session, seconds: number): void {
  const intent = intentOf(work, session);
  const charge = intent && chargeOf(work, intent);
  const card = charge?.payment_method_details?.card;
  if (!charge?.payment_method_details || !card?.capture_before) return;
  const sooner = { ...card, capture_before: card.capture_before - seconds };
  const payment_method_details = { ...charge.payment_method_details, card: sooner };
  work.tx.put("charges", charge.id, { ...charge, payment_method_details });
}
