// What checkout shows before the order: shipping methods with dates, and the full cost. Reads only.
import { DomainError } from "#server/kernel/errors.ts";
import { sumMoney, zero } from "#server/kernel/money.ts";
import { type ChannelTerms, channelByCode } from "#server/modules/channels/index.ts";
import type { ShippingQuote } from "#server/modules/fulfilment/contract.ts";
import { quoteShipping } from "#server/modules/fulfilment/index.ts";
import { quoteLines } from "#server/modules/pricing/index.ts";
import type { Quote } from "#server/modules/sales/contract.ts";
import { type CartRow, cartRows, findCart } from "#server/modules/sales/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { priceCoupon } from "../cart/price-coupon.ts";
import { priceCheckout, weightOf } from "./price-checkout.ts";

async function openCartOf(caller: CartCaller) {
  const cart = await findCart(db(), caller.token);
  if (!cart) throw new DomainError("unprocessable", "sales.cart_empty");
  return cart;
}

/** The methods that serve this cart in a country, with price and dates. Throws `sales.cart_empty`. */
export async function checkoutShippingMethods(
  caller: CartCaller,
  input: { country: string },
  now: Date,
): Promise<ShippingQuote[]> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await openCartOf(caller);
  const rows = await cartRows(db(), cart.id);
  const quotes = await quoteLines(db(), channel.priceListId, rows, now);
  const items = sumMoney(
    quotes.flatMap((q) => (q ? [q.total] : [])),
    channel.currency,
  );
  const coupon = await priceCoupon(db(), cart.couponCode, items, caller.locale, now);
  const methods = await quoteShipping(db(), {
    country: input.country,
    itemsMinor: items.minor,
    weightG: weightOf(rows),
    currency: channel.currency,
    locale: caller.locale,
    now: await leavesFrom(channel, cart.id, rows, now),
  });
  return coupon?.freeShipping ? methods.map((method) => ({ ...method, price: zero(channel.currency) })) : methods;
}

/** The day from which all of a basket can leave: now, or when the last of what is on order is expected. */
async function leavesFrom(channel: ChannelTerms, cartId: string, rows: readonly CartRow[], now: Date): Promise<Date> {
  const variantIds = rows.map((row) => row.variantId);
  const found = await sellableOf(db(), variantIds, channel, now, { cartId });
  const days = rows.flatMap(({ variantId, quantity }) => {
    const of = found.get(variantId);
    const late = of && (of.mode === "preorder" || of.available < quantity);
    return late && of.expectedOn ? [Date.parse(`${of.expectedOn}T00:00:00Z`)] : [];
  });
  return new Date(Math.max(now.getTime(), ...days));
}

/** The full cost of this cart, with the signature that placing the order takes back. Throws as `priceCheckout`. */
export async function quoteCheckout(
  caller: CartCaller,
  input: { country: string; shippingMethod: string },
  now: Date,
): Promise<Quote> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await openCartOf(caller);
  const priced = await priceCheckout(db(), { channel, cart, locale: caller.locale, now, ...input });
  return priced.quote;
}
