import type Stripe from "stripe";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/localized.ts";
import type { PaymentLine, PaymentStartInput } from "#server/modules/payments/port.ts";
import { toStripeAmount } from "../stripe-units.ts";

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem;

/** Stripe's limits: lines of a session, characters of a text, and how soon and how late a session may end. */
const limits = { lines: 100, name: 250, description: 500, metadata: 500, shippingName: 100 };
const minute = 60_000;
const shortestLife = 30 * minute;
const longestLife = 24 * 60 * minute;
/** How late after `openedAt` a start may still be retried before Stripe finds the end too near. */
const retryMargin = 5 * minute;

const words: Record<Locale, { more: (lines: number) => string; order: (number: string) => string }> = {
  fr: { more: (lines) => `et ${lines} autres lignes`, order: (number) => `Commande ${number}` },
  en: { more: (lines) => `and ${lines} more lines`, order: (number) => `Order ${number}` },
};

/**
 * The end of the session: the wish, kept within what Stripe allows. It depends on the input alone, never on the clock,
 * because a retry with the same idempotency key must send the same body.
 */
export function sessionEnd(input: Pick<PaymentStartInput, "openedAt" | "expiresAt">): Date {
  const opened = input.openedAt.getTime();
  const earliest = opened + shortestLife + retryMargin;
  const latest = opened + longestLife - retryMargin;
  return new Date(Math.min(Math.max(input.expiresAt.getTime(), earliest), latest));
}

/**
 * One order line as one Stripe line. Stripe multiplies a whole unit amount by a whole quantity; where our exact line
 * total does not divide (3 for 10.00, 1.5 m), the line is sent once with the quantity in its name.
 */
export function toLineItem(line: PaymentLine, currency: string, locale: Locale): LineItem {
  const unit = line.grossMinor / line.quantity;
  const divides = Number.isInteger(line.quantity) && Number.isInteger(unit) && toStripeAmount(unit, currency) !== null;
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(line.quantity);
  return {
    quantity: divides ? line.quantity : 1,
    price_data: {
      currency: currency.toLowerCase(),
      unit_amount: amountIn(currency, divides ? unit : line.grossMinor),
      product_data: {
        name: (divides ? line.name : `${count} × ${line.name}`).slice(0, limits.name),
        ...(line.description && { description: line.description.slice(0, limits.description) }),
        ...(line.imageUrl && /^https?:/.test(line.imageUrl) && { images: [line.imageUrl] }),
      },
    },
  };
}

/** Orders longer than Stripe's limit keep their first lines; the rest is summed up in the last one. */
function fold(lines: readonly PaymentLine[], locale: Locale): readonly PaymentLine[] {
  if (lines.length <= limits.lines) return lines;
  const rest = lines.slice(limits.lines - 1);
  const grossMinor = rest.reduce((sum, line) => sum + line.grossMinor, 0);
  return [...lines.slice(0, limits.lines - 1), { name: words[locale].more(rest.length), quantity: 1, grossMinor }];
}

function assertAddsUp(input: PaymentStartInput): void {
  const sum = input.lines.reduce((total, line) => total + line.grossMinor, input.shipping?.amountMinor ?? 0);
  if (sum !== input.amount.minor) {
    throw new DomainError("invalid", "payments.lines_do_not_add_up", { sum, amount: input.amount.minor });
  }
}

/** An amount in Stripe's units. Throws DomainError unprocessable `payments.provider_rejected` for one it cannot take. */
export function amountIn(currency: string, minor: number): number {
  const amount = toStripeAmount(minor, currency);
  if (amount !== null) return amount;
  const reason = `${minor} minor units of ${currency} cannot be charged there`;
  throw new DomainError("unprocessable", "payments.provider_rejected", { reason });
}

/** Parts that Stripe could not take one by one (1.234 KWD) become one line, when their sum is an amount it takes. */
function chargeable(input: PaymentStartInput): Pick<PaymentStartInput, "lines" | "shipping"> {
  const { currency, minor } = input.amount;
  const parts = [...input.lines.map((line) => line.grossMinor), input.shipping?.amountMinor ?? 0];
  if (parts.every((part) => toStripeAmount(part, currency) !== null)) return input;
  const line = { name: words[input.locale].order(input.orderNumber), quantity: 1, grossMinor: minor };
  return { lines: [line], shipping: input.shipping && { ...input.shipping, amountMinor: 0 } };
}

/** The session to create. Throws DomainError `payments.lines_do_not_add_up` or `payments.provider_rejected`. */
export function toSessionParams(input: PaymentStartInput): Stripe.Checkout.SessionCreateParams {
  assertAddsUp(input);
  const { currency } = input.amount;
  const { lines, shipping } = chargeable(input);
  const own = { ...input.metadata, payment_id: input.paymentId, order_number: input.orderNumber };
  const metadata = Object.fromEntries(Object.entries(own).map(([key, text]) => [key, text.slice(0, limits.metadata)]));
  return {
    mode: "payment",
    // Cards (and the wallets on them) decide at once. Methods that decide days later would outlive the stock hold.
    allowed_payment_method_types: ["card"],
    line_items: fold(lines, input.locale).map((line) => toLineItem(line, currency, input.locale)),
    ...(shipping && {
      shipping_options: [
        {
          shipping_rate_data: {
            type: "fixed_amount" as const,
            display_name: shipping.name.slice(0, limits.shippingName),
            fixed_amount: { amount: amountIn(currency, shipping.amountMinor), currency: currency.toLowerCase() },
          },
        },
      ],
    }),
    // The shopper pays what the order says, in the order's currency.
    adaptive_pricing: { enabled: false },
    client_reference_id: input.paymentId,
    customer_creation: "always",
    customer_email: input.email,
    locale: input.locale,
    submit_type: "pay",
    success_url: input.successUrl.replaceAll("{SESSION}", "{CHECKOUT_SESSION_ID}"),
    cancel_url: input.cancelUrl,
    expires_at: Math.floor(sessionEnd(input).getTime() / 1000),
    metadata,
    payment_intent_data: {
      description: input.orderNumber,
      metadata,
      ...(input.capture === "manual" && { capture_method: "manual" as const }),
    },
  };
}
