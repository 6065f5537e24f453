// Asking the provider to open its payment page. No transaction while it speaks; repeating it gives the same session.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import { channelById } from "#server/modules/channels/index.ts";
import {
  counted,
  createPayment,
  dueOf,
  isOpen,
  lockOrderPayments,
  paymentsOfOrder,
  recordStart,
} from "#server/modules/payments/index.ts";
import type { PaymentLine } from "#server/modules/payments/port.ts";
import { findOrderByToken, lockOrder, orderAccessToken } from "#server/modules/sales/index.ts";
import { type Db, db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { wordsOf } from "../documents/words.ts";
import { settlePayment } from "./settle-payment.ts";

/** How long a page stays open for an order that stands without a hold. */
const laterMinutes = 60;

/** Where the shopper lands once the order is placed: it says how things stand. */
export const confirmationUrl = (orderId: string, locale: string): string =>
  `${env().PUBLIC_URL}/${locale}/checkout/return?order=${orderAccessToken(orderId)}`;

/** What the provider needs to know of a payment and its order. */
export type Asked = {
  id: string;
  provider: string;
  amountMinor: number;
  currency: string;
  captureMode: string;
  createdAt: Date;
  expiresAt: Date | null;
  idempotencyKey: string;
  orderId: string;
  number: string;
  email: string;
  locale: string;
  totalMinor: number;
  shippingMethodName: string;
  lines: AskedLine[];
};
type AskedLine = {
  kind: string;
  name: string;
  description: string | null;
  quantity: number;
  grossMinor: number;
  mediaKey: string | null;
};

type Standing = { status: string; redirectUrl: string | null };

/** Reads what the provider needs to know, and how the payment stands, in one statement. */
export async function readAsked(db: Db, paymentId: string): Promise<Asked & Standing> {
  const [row] = await db.$queryRaw<(Asked & Standing)[]>`
    SELECT p.id, p.provider, p.status, p.redirect_url AS "redirectUrl", p.amount_minor::float8 AS "amountMinor", p.currency,
      p.capture_mode AS "captureMode", p.created_at AS "createdAt", p.expires_at AS "expiresAt",
      p.idempotency_key AS "idempotencyKey", o.id AS "orderId", o.number, o.email, o.locale,
      o.total_minor::float8 AS "totalMinor", o.shipping_method_name AS "shippingMethodName",
      (SELECT json_agg(json_build_object('kind', l.kind, 'name', l.name, 'description', l.description,
          'quantity', l.quantity, 'grossMinor', l.gross_minor, 'mediaKey', l.media_key) ORDER BY l.position)
        FROM sales_order_line l WHERE l.order_id = o.id) AS lines
    FROM payment p JOIN sales_order o ON o.id = p.order_id WHERE p.id = ${paymentId}`;
  if (!row) throw new Error(`no payment ${paymentId}`);
  return row;
}

/**
 * Opens (or finds again) the provider's page for a payment; its address. Throws DomainError unavailable
 * `payments.provider_unavailable`, conflict `sales.order_not_payable`.
 */
export async function startPayment(paymentId: string, now: Date, providers = paymentProvider): Promise<string> {
  const { status, redirectUrl, ...asked } = await readAsked(db(), paymentId);
  if (redirectUrl && status === "pending") return redirectUrl;
  if (status !== "created" && status !== "pending") {
    throw new DomainError("conflict", "sales.order_not_payable", { number: asked.number });
  }
  return openPage(asked, now, providers);
}

/** The same for a payment that has just been created. Throws DomainError unavailable `payments.provider_unavailable`. */
export async function openPage(payment: Asked, now: Date, providers = paymentProvider): Promise<string> {
  const { orderId, number, lines } = payment;
  const locale = localeSchema.catch("fr").parse(payment.locale);
  const back = confirmationUrl(orderId, locale);
  const shipping = lines.find((line) => line.kind === "shipping");
  // A part of the order (a change of it, a rest) is one line of its own: the order's lines would not add up to it.
  const whole = payment.amountMinor === payment.totalMinor;
  const start = await providers(payment.provider).start({
    paymentId: payment.id,
    orderNumber: number,
    amount: money(payment.amountMinor, payment.currency),
    email: payment.email,
    locale,
    capture: payment.captureMode === "manual" ? "manual" : "automatic",
    lines: whole ? lines.filter((line) => line.kind === "product").map(lineOf) : [partOf(number, payment, locale)],
    shipping: {
      name: shipping?.name ?? payment.shippingMethodName,
      amountMinor: whole ? (shipping?.grossMinor ?? 0) : 0,
    },
    successUrl: back,
    cancelUrl: `${back}&cancelled=1`,
    openedAt: payment.createdAt,
    expiresAt: payment.expiresAt ?? now,
    idempotencyKey: payment.idempotencyKey,
    metadata: { order: number },
  });
  await recordStart(payment.id, start);
  return start.redirectUrl;
}

const lineOf = (line: AskedLine): PaymentLine => ({
  name: line.name,
  description: line.description,
  quantity: line.quantity,
  grossMinor: line.grossMinor,
  imageUrl: line.mediaKey ? `${env().PUBLIC_URL}/media/${line.mediaKey}` : null,
});

const partOf = (number: string, payment: { amountMinor: number }, locale: Locale): PaymentLine => ({
  name: wordsOf(locale).t("payment.part", { number }),
  quantity: 1,
  grossMinor: payment.amountMinor,
});

/**
 * A payment page for what an order still owes: the open one, or a new one when that was closed. Also for an order that waits
 * for a bank transfer, and for one whose held money was let go. Throws DomainError not_found `sales.order_not_found`,
 * conflict `sales.order_not_payable`.
 */
export async function retryPayment(token: string, now: Date): Promise<string> {
  const found = await findOrderByToken(db(), token);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  const latest = (await paymentsOfOrder(db(), found.id)).find((payment) => payment.method === "online");
  if (latest) await settlePayment(latest.id, now);
  const provider = paymentProvider().code;
  const paymentId = await inTx(async (tx) => {
    const order = await lockOrder(tx, found.id);
    const payments = await lockOrderPayments(tx, order.id);
    const open = payments.findLast(({ method, status }) => method === "online" && isOpen(status));
    const due = dueOf(Number(order.totalMinor), payments.map(counted));
    const held = order.status === "awaiting_payment" && order.holdExpiresAt !== null && order.holdExpiresAt > now;
    // A replacement is paid by what comes back for it; only then is a difference known.
    const waits = order.exchangeOfId !== null && !payments.some(({ method }) => method === "exchange");
    if (waits || !(held || order.status === "confirmed") || (due === 0 && !open?.amendmentId)) {
      throw new DomainError("conflict", "sales.order_not_payable", { number: order.number });
    }
    if (open) return open.id;
    const { captureMode } = await channelById(tx, order.channelId);
    const payment = await createPayment(tx, {
      orderId: order.id,
      provider,
      amount: money(due, order.currency),
      captureMode: captureMode === "shipment" && order.deliveryStatus === "none" ? "manual" : "automatic",
      expiresAt: order.holdExpiresAt ?? new Date(now.getTime() + laterMinutes * 60_000),
      now,
    });
    return payment.id;
  });
  return startPayment(paymentId, now);
}
