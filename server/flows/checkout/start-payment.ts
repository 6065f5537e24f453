// Asking the provider to open its payment page. No transaction while it speaks; repeating it gives the same session.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import { createPayment, lockPayment, paymentsOfOrder, recordStart } from "#server/modules/payments/index.ts";
import { findOrderByToken, lockOrder, orderAccessToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { settlePayment } from "./settle-payment.ts";

/**
 * Opens (or finds again) the provider's page for a payment; its address. Throws DomainError unavailable
 * `payments.provider_unavailable`, conflict `sales.order_not_payable`.
 */
export async function startPayment(paymentId: string, now: Date, providers = paymentProvider): Promise<string> {
  const payment = await db().payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { order: { include: { lines: { orderBy: { position: "asc" } } } } },
  });
  const { order } = payment;
  if (payment.redirectUrl && payment.status === "pending") return payment.redirectUrl;
  if (payment.status !== "created" && payment.status !== "pending") {
    throw new DomainError("conflict", "sales.order_not_payable", { number: order.number });
  }
  const locale = localeSchema.catch("fr").parse(order.locale);
  const back = `${env().PUBLIC_URL}/${locale}/checkout/return?order=${orderAccessToken(order.id)}`;
  const shipping = order.lines.find((line) => line.kind === "shipping");
  const start = await providers(payment.provider).start({
    paymentId: payment.id,
    orderNumber: order.number,
    amount: money(payment.amountMinor, payment.currency),
    email: order.email,
    locale,
    lines: order.lines
      .filter((line) => line.kind === "product")
      .map((line) => ({
        name: line.name,
        description: line.description,
        quantity: Number(line.quantity),
        grossMinor: Number(line.grossMinor),
        imageUrl: line.mediaKey ? `${env().PUBLIC_URL}/media/${line.mediaKey}` : null,
      })),
    shipping: { name: shipping?.name ?? order.shippingMethodName, amountMinor: Number(shipping?.grossMinor ?? 0) },
    successUrl: back,
    cancelUrl: `${back}&cancelled=1`,
    openedAt: payment.createdAt,
    expiresAt: payment.expiresAt ?? now,
    idempotencyKey: payment.idempotencyKey,
    metadata: { order: order.number },
  });
  await inTx((tx) => recordStart(tx, payment.id, start));
  return start.redirectUrl;
}

/**
 * A payment page for an order that is still unpaid: the open one, or a new one when that was closed. Throws DomainError
 * not_found `sales.order_not_found`, conflict `sales.order_not_payable`.
 */
export async function retryPayment(token: string, now: Date): Promise<string> {
  const found = await findOrderByToken(db(), token);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  const [latest] = await paymentsOfOrder(db(), found.id);
  if (latest) await settlePayment(latest.id, now);
  const provider = paymentProvider().code;
  const paymentId = await inTx(async (tx) => {
    const order = await lockOrder(tx, found.id);
    if (order.status !== "awaiting_payment" || !order.holdExpiresAt || order.holdExpiresAt <= now) {
      throw new DomainError("conflict", "sales.order_not_payable", { number: order.number });
    }
    const [current] = await paymentsOfOrder(tx, order.id);
    if (current && ["created", "pending"].includes((await lockPayment(tx, current.id)).status)) return current.id;
    const payment = await createPayment(tx, {
      orderId: order.id,
      provider,
      amount: money(order.totalMinor, order.currency),
      expiresAt: order.holdExpiresAt,
      now,
    });
    return payment.id;
  });
  return startPayment(paymentId, now);
}
