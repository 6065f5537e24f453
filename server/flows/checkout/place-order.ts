// Placing an order: order row, stock hold and payment exist before the provider is asked (shop.checkout.use).
// One transaction, locks cart → coupon → stock levels; then, outside of it, the provider's session, idempotently.

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { createPayment } from "#server/modules/payments/index.ts";
import { claimCoupon } from "#server/modules/pricing/index.ts";
import type { AddressInput, PlaceOrderInput } from "#server/modules/sales/contract.ts";
import { closeCart, createOrder, lockCart, orderAccessToken } from "#server/modules/sales/index.ts";
import { reserve } from "#server/modules/stock/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { once } from "#server/platform/idempotency.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { priceCheckout } from "./price-checkout.ts";
import { startPayment } from "./start-payment.ts";

export type Placed = { orderId: string; number: string; token: string; payUrl: string };

/** Minutes that the hold outlives the payment page: a payment made in its last second still finds its stock. */
const graceMinutes = 5;

const minutesFrom = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const clean = (address: AddressInput): AddressInput =>
  Object.fromEntries(
    Object.entries(address).filter(([, value]) => value !== "" && value !== undefined),
  ) as AddressInput;

/**
 * Places the caller's cart as an order and opens its payment. The same idempotency key gives the same order. Throws
 * DomainError unprocessable `sales.cart_empty`, `sales.variant_not_for_sale`, `fulfilment.shipping_method_unavailable`,
 * `tax.country_unknown`; conflict `sales.prices_changed`, `stock.not_enough`, `sales.cart_already_ordered`; unavailable
 * `payments.provider_unavailable` (the order stands; asking again continues it).
 */
export async function placeOrder(
  caller: CartCaller,
  input: PlaceOrderInput,
  by: By,
  now: Date,
  providers = paymentProvider,
): Promise<Placed> {
  const { token } = caller;
  if (!token) throw new DomainError("unprocessable", "sales.cart_empty");
  const channel = await channelByCode(db(), caller.channelCode);
  const provider = providers().code;

  const { value: placed } = await inTx((tx) =>
    once(
      tx,
      { scope: `cart:${hashToken(token)}`, endpoint: "checkout.placeOrder", key: input.idempotencyKey, input },
      async () => {
        const cart = await lockCart(tx, hashToken(token));
        if (!cart) throw new DomainError("unprocessable", "sales.cart_empty");
        if (cart.status !== "open") throw new DomainError("conflict", "sales.cart_already_ordered");
        const priced = await priceCheckout(tx, {
          channel,
          cart,
          country: input.delivery.country,
          shippingMethod: input.shippingMethod,
          locale: caller.locale,
          now,
        });
        if (priced.quote.signature !== input.signature) {
          throw new DomainError("conflict", "sales.prices_changed", {
            totalMinor: priced.quote.total.minor,
            currency: priced.quote.total.currency,
          });
        }
        const holdExpiresAt = minutesFrom(now, channel.holdMinutes + graceMinutes);
        const delivery = clean(input.delivery);
        const order = await createOrder(
          tx,
          {
            channelId: channel.id,
            cartId: cart.id,
            userId: caller.userId,
            partnerId: caller.partnerId,
            email: input.email,
            phone: input.phone || null,
            locale: caller.locale,
            currency: channel.currency,
            taxIncluded: channel.taxIncluded,
            lines: priced.lines,
            totals: priced.totals,
            shippingMethod: priced.shippingMethod,
            billing: input.billing ? clean(input.billing) : delivery,
            delivery,
            note: input.note || null,
            holdExpiresAt,
            now,
          },
          by,
        );
        const payment = await createPayment(tx, {
          orderId: order.id,
          provider,
          amount: money(priced.totals.totalMinor, channel.currency),
          expiresAt: minutesFrom(now, channel.holdMinutes),
          now,
        });
        await closeCart(tx, cart.id);
        if (priced.couponId) {
          await claimCoupon(tx, { couponId: priced.couponId, orderId: order.id, email: input.email });
        }
        // Last: the levels are the rows that everyone wants.
        await reserve(tx, {
          orderId: order.id,
          demands: priced.lines.flatMap((line) =>
            line.variantId ? [{ lineId: line.id, variantId: line.variantId, quantity: line.quantity }] : [],
          ),
          channel,
          to: input.delivery,
          cartId: cart.id,
          acceptsWaiting: false,
          expiresAt: holdExpiresAt,
          now,
        });
        return { orderId: order.id, number: order.number, paymentId: payment.id };
      },
    ),
  );
  const payUrl = await startPayment(placed.paymentId, now, providers);
  return { orderId: placed.orderId, number: placed.number, token: orderAccessToken(placed.orderId), payUrl };
}
