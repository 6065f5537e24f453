import type Stripe from "stripe";
import type { Answer } from "../http.ts";
import type { SessionRecord } from "../store.ts";
import type { Field, FieldErrors, Kept } from "./card-form.ts";
import { type Html, html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { amountText, declineText, type PageLocale, pageLocale, type Words, words } from "./words.ts";

type View = {
  entry: SessionRecord;
  merchant: string;
  shippingName: string | null;
  lastError: Stripe.PaymentIntent.LastPaymentError | null;
  errors?: FieldErrors;
  kept?: Kept;
};

function lineView(line: Stripe.LineItem, product: Stripe.Product | undefined, w: Words, locale: PageLocale): Html {
  const quantity = line.quantity ?? 1;
  const unit = amountText(line.price?.unit_amount ?? 0, line.currency, locale);
  const more = [product?.description, quantity > 1 && `${w.quantity} ${quantity} × ${unit}`]
    .filter(Boolean)
    .join(" · ");
  const image = product?.images[0];
  return html`<li${image && html` class="pictured"`}>${image && html`<img src="${image}" alt="" width="48" height="48">`}<span class="what">${line.description}</span>
<span class="sum">${amountText(line.amount_total, line.currency, locale)}</span>${more && html`<span class="more">${more}</span>`}</li>
`;
}

function summary(view: View, w: Words, locale: PageLocale): Html {
  const { session, lineItems, products } = view.entry;
  const amount = (minor: number | null | undefined) => amountText(minor ?? 0, session.currency ?? "eur", locale);
  return html`<section class="summary" aria-labelledby="due">
${session.cancel_url && html`<a class="back" href="${session.cancel_url}">← ${w.back}</a>`}
<p class="merchant">${w.payTo} ${view.merchant}</p>
<h1 id="due">${amount(session.amount_total)}</h1>
<ul class="lines" aria-label="${w.order}">
${lineItems.map((line) =>
  lineView(
    line,
    products.find((product) => product.id === line.price?.product),
    w,
    locale,
  ),
)}</ul>
<dl class="totals">
<dt>${w.subtotal}</dt><dd>${amount(session.amount_subtotal)}</dd>
${session.shipping_cost && html`<dt>${w.shipping}${view.shippingName && html` <span class="muted">${view.shippingName}</span>`}</dt><dd>${amount(session.shipping_cost.amount_total)}</dd>`}
<dt class="due">${w.total}</dt><dd class="due">${amount(session.amount_total)}</dd>
</dl>
</section>`;
}

type Input = {
  field: Field;
  label: string;
  hint?: string;
  value?: string;
  autocomplete: string;
  numeric?: boolean;
  longest: number;
};

function fieldView(input: Input, errors: FieldErrors, focus: boolean): Html {
  const { field } = input;
  const error = errors[field];
  const described = [error && `${field}-error`, input.hint && `${field}-hint`].filter(Boolean).join(" ");
  return html`<div class="field"><label for="${field}">${input.label}</label>
<input id="${field}" name="${field}" type="text" required autocomplete="${input.autocomplete}" maxlength="${input.longest}" spellcheck="false"${input.numeric && html` inputmode="numeric"`}${input.value && html` value="${input.value}"`}${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}${focus && html` autofocus`}>
${error && html`<p class="error" id="${field}-error">${error}</p>`}${input.hint && html`<p class="hint" id="${field}-hint">${input.hint}</p>`}</div>
`;
}

const testCards: readonly [number: string, meaning: keyof Words][] = [
  ["4242 4242 4242 4242", "succeeds"],
  ["4000 0025 0000 3155", "challenge"],
  ["4000 0000 0000 0002", "declines"],
  ["4000 0000 0000 9995", "noFunds"],
  ["4000 0000 0000 0069", "expired"],
];

function form(view: View, w: Words, locale: PageLocale): Html {
  const { session } = view.entry;
  const errors = view.errors ?? {};
  const code = view.lastError?.decline_code ?? view.lastError?.code;
  const problem = Object.keys(errors).length > 0 ? w.problem : view.lastError ? declineText(w, code) : null;
  const first = (["card_number", "card_expiry", "card_cvc", "cardholder_name"] as const).find((field) => errors[field]);
  const put = (input: Input) => fieldView(input, errors, first === input.field);
  const total = amountText(session.amount_total ?? 0, session.currency ?? "eur", locale);
  return html`<section class="panel" aria-labelledby="card">
<h2 id="card">${w.heading}</h2>
<p class="muted">${w.required}</p>
${session.customer_email && html`<p class="muted">${w.email} · ${session.customer_email}</p>`}
${problem && html`<p class="alert" role="alert">${problem}</p>`}
<form method="post" action="/c/pay/${session.id}" novalidate>
${put({ field: "card_number", label: w.number, autocomplete: "cc-number", numeric: true, longest: 23 })}<div class="pair">
${put({ field: "card_expiry", label: w.expiry, hint: w.expiryHint, value: view.kept?.expiry, autocomplete: "cc-exp", numeric: true, longest: 9 })}${put({ field: "card_cvc", label: w.cvc, hint: w.cvcHint, autocomplete: "cc-csc", numeric: true, longest: 4 })}</div>
${put({ field: "cardholder_name", label: w.name, value: view.kept?.name, autocomplete: "cc-name", longest: 120 })}<button type="submit">${w.pay} ${total}</button>
</form>
<details><summary>${w.testCards}</summary>
<p class="muted">${w.testCardsNote}</p>
<ul>${testCards.map(([number, meaning]) => html`<li><code>${number}</code> <span>${w[meaning]}</span></li>`)}</ul>
</details>
</section>`;
}

/** The page on which the shopper types a card. */
export function paymentPage(view: View): Answer {
  const locale = pageLocale(view.entry.session.locale);
  const w = words[locale];
  return pageAnswer({
    locale,
    title: `${w.heading} – ${view.merchant}`,
    status: view.errors ? 422 : 200,
    leadsTo: [view.entry.session.success_url],
    body: html`${summary(view, w, locale)}\n${form(view, w, locale)}`,
  });
}
