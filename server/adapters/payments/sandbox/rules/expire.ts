import type Stripe from "stripe";
import { record } from "../events.ts";
import type { SessionRecord } from "../store.ts";
import { invalidRequest } from "../wire-error.ts";
import type { Work } from "../work.ts";
import { intentOf } from "./pay.ts";

function close(work: Work, entry: SessionRecord): Stripe.Checkout.Session {
  const session: Stripe.Checkout.Session = { ...entry.session, status: "expired", url: null };
  work.tx.put("sessions", session.id, { ...entry, session });
  const intent = intentOf(work, session);
  if (intent) {
    const canceled: Stripe.PaymentIntent = {
      ...intent,
      status: "canceled",
      canceled_at: work.now,
      cancellation_reason: "expired",
      next_action: null,
    };
    work.tx.put("intents", intent.id, canceled);
    record(work, "payment_intent.canceled", canceled);
  }
  record(work, "checkout.session.expired", session);
  return session;
}

/** Closes an open session. Throws Stripe's error for any other. */
export function expireSession(work: Work, entry: SessionRecord): Stripe.Checkout.Session {
  if (entry.session.status !== "open") {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. ` +
        `This Checkout Session has a status of \`${entry.session.status}\`.`,
    );
  }
  return close(work, entry);
}

/** Closes the open sessions whose time is over. */
export function expireOverdue(work: Work): void {
  for (const entry of work.tx.all("sessions")) {
    if (entry.session.status === "open" && entry.session.expires_at <= work.now) close(work, entry);
  }
}
