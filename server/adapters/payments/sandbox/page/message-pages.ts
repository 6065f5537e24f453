import type Stripe from "stripe";
import type { Answer } from "../http.ts";
import { html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { amountText, pageLocale, words } from "./words.ts";

/** Where a paid session leads: the shop's address with the session's id filled in. */
export const successUrl = (session: Stripe.Checkout.Session): string | null =>
  session.success_url?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;

/** A paid or expired session says so and shows the way back. */
export function closedPage(session: Stripe.Checkout.Session): Answer {
  const locale = pageLocale(session.locale);
  const w = words[locale];
  const paid = session.status === "complete";
  const [heading, text] = paid ? [w.paidHeading, w.paidText] : [w.expiredHeading, w.expiredText];
  const [url, label] = paid ? [successUrl(session), w.toConfirmation] : [session.cancel_url, w.back];
  return pageAnswer({
    locale,
    title: heading,
    narrow: true,
    status: paid ? 200 : 410,
    body: html`<div class="panel"><h1>${heading}</h1><p></p><p>${text}</p>${url && html`<a class="button" href="${url}">${label}</a>`}</div>`,
  });
}

export function unknownPage(): Answer {
  const w = words.en;
  return pageAnswer({
    locale: "en",
    title: w.unknownHeading,
    narrow: true,
    status: 404,
    body: html`<div class="panel"><h1>${w.unknownHeading}</h1><p></p><p>${w.unknownText}</p></div>`,
  });
}

/** The stand-in for the bank's check. */
export function challengePage(session: Stripe.Checkout.Session, merchant: string): Answer {
  const locale = pageLocale(session.locale);
  const w = words[locale];
  const amount = amountText(session.amount_total ?? 0, session.currency ?? "eur", locale);
  return pageAnswer({
    locale,
    title: "3-D Secure",
    narrow: true,
    leadsTo: [session.success_url],
    body: html`<div class="panel"><p class="muted">3-D Secure</p>
<h1>${w.challengeHeading}</h1><p></p>
<p>${w.challengeText}</p>
<dl class="totals"><dt>${merchant}</dt><dd>${amount}</dd></dl>
<form method="post" action="/c/challenge/${session.id}">
<button type="submit" name="result" value="complete">${w.complete}</button>
<button type="submit" name="result" value="fail" class="quiet">${w.fail}</button>
</form></div>`,
  });
}
