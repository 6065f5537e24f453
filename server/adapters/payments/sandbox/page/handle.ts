/** The hosted pages: what the shopper's browser asks for, with plain forms and redirects. */
import type Stripe from "stripe";
import { parseForm } from "../form.ts";
import { type Answer, redirectTo } from "../http.ts";
import { endChallenge, idOf, intentOf, isOpen, type PayResult, payWithCard } from "../rules/pay.ts";
import type { SessionRecord, Store, Tx } from "../store.ts";
import type { Work } from "../work.ts";
import { readCardForm } from "./card-form.ts";
import { challengePage, closedPage, successUrl, unknownPage } from "./message-pages.ts";
import { paymentPage } from "./payment-page.ts";
import { pageLocale, words } from "./words.ts";

type Setting = { store: Store; merchant: string; workFor: (tx: Tx, request: Work["request"]) => Work };
type Form = Pick<Parameters<typeof paymentPage>[0], "errors" | "kept">;

function showPayment(work: Work, entry: SessionRecord, merchant: string, form: Form = {}): Answer {
  const { session } = entry;
  if (!isOpen(work, session)) return closedPage(session);
  const intent = intentOf(work, session);
  const rate = work.tx.get("shippingRates", idOf(session.shipping_cost?.shipping_rate ?? null) ?? "");
  return paymentPage({
    entry,
    merchant,
    shippingName: rate?.display_name ?? null,
    lastError: intent?.last_payment_error ?? null,
    ...form,
  });
}

/** Post, redirect, get: going back or reloading never tries a card twice. */
function leadOn(result: PayResult, session: Stripe.Checkout.Session): Answer {
  const again = `/c/pay/${session.id}`;
  if (result === "challenge") return redirectTo(`/c/challenge/${session.id}`);
  const paid = result === "paid" || (result === "closed" && session.status === "complete");
  return redirectTo((paid && successUrl(session)) || again);
}

function postPayment(work: Work, entry: SessionRecord, body: string, merchant: string): Answer {
  const { session } = entry;
  const form = readCardForm(parseForm(body), work.now, words[pageLocale(session.locale)]);
  if ("errors" in form) return showPayment(work, entry, merchant, form);
  return leadOn(payWithCard(work, session.id, form.card), session);
}

function showChallenge(work: Work, entry: SessionRecord, merchant: string): Answer {
  const waiting = intentOf(work, entry.session)?.status === "requires_action";
  return waiting && isOpen(work, entry.session)
    ? challengePage(entry.session, merchant)
    : leadOn("closed", entry.session);
}

/** Answers a request of a browser; undefined when the path is none of the pages. */
export function handlePage(setting: Setting, method: string, path: string, body: string): Answer | undefined {
  const match = /^\/c\/(pay|challenge)\/(\w+)$/.exec(path);
  if (!match) return undefined;
  const [, kind, id = ""] = match;
  return setting.store.change((tx) => {
    const work = setting.workFor(tx, null);
    const entry = tx.get("sessions", id);
    if (!entry) return unknownPage();
    const isPost = method === "POST";
    if (kind === "pay") {
      return isPost ? postPayment(work, entry, body, setting.merchant) : showPayment(work, entry, setting.merchant);
    }
    if (!isPost) return showChallenge(work, entry, setting.merchant);
    return leadOn(endChallenge(work, id, parseForm(body).result === "complete"), entry.session);
  });
}
