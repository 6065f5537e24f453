// What checkout shows before the order: shipping methods with dates, and the full cost. Reads only.
import { DomainError } from "#server/kernel/errors.ts";
import { sumMoney, zero } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { ShippingQuote } from "#server/modules/fulfilment/contract.ts";
import { type PickupPlace, quoteShipping } from "#server/modules/fulfilment/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { Quote } from "#server/modules/sales/contract.ts";
import { cartRows, findCart } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { priceCoupon } from "../cart/price-coupon.ts";
import { holderOf } from "../loyalty/price-points.ts";
import { priceCheckout, weightOf } from "./price-checkout.ts";
import { factsOf, promiseBy, tell } from "./tell-promise.ts";

async function openCartOf(caller: CartCaller) {
  const cart = await findCart(db(), caller.token);
  if (!cart) throw new DomainError("unprocessable", "sales.cart_empty");
  return cart;
}

/** The methods that serve this cart in a country, with price and dates. Throws `sales.cart_empty`. */
export async function checkoutShippingMethods(
  caller: CartCaller,
  input: { country: string; postcode?: string | undefined },
  now: Date,
): Promise<ShippingQuote[]> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await openCartOf(caller);
  const rows = await cartRows(db(), cart.id);
  const quotes = await quoteLines(db(), pricesFor(channel, caller), rows, now);
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
  });
  const demands = rows.map(({ variantId, quantity }) => ({ lineId: variantId, variantId, quantity }));
  const facts = await factsOf(db(), channel, demands, now, { cartId: cart.id });
  const to = { country: input.country, postcode: input.postcode ?? "" };
  // Where every place sends what it has, goods that are missing are the basket's problem, and shown there.
  const collectedOnly = channel.locations.some((place) => place.ships === "never");
  return methods.flatMap((method) => {
    const { code, name, description, price, freeFrom, pickup } = method;
    const answer = promiseBy(method, { channel, demands, facts, to, now });
    if (answer === "impossible" && (pickup || collectedOnly)) return [];
    return [
      {
        code,
        name,
        description,
        price: coupon?.freeShipping ? zero(channel.currency) : price,
        freeFrom,
        promise: typeof answer === "string" ? null : tell(answer, { cartId: cart.id, method: code }, now),
        collectAt: pickup && placeOf(pickup),
      },
    ];
  });
}

const placeOf = ({ code, name, line1, postcode, city }: PickupPlace) => ({ code, name, line1, postcode, city });

/** The full cost of this cart, with the signature that placing the order takes back. Throws as `priceCheckout`. */
export async function quoteCheckout(
  caller: CartCaller,
  input: { country: string; shippingMethod: string; vatCheckId?: string | undefined },
  now: Date,
): Promise<Quote> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await openCartOf(caller);
  const priced = await priceCheckout(db(), {
    channel,
    cart,
    locale: caller.locale,
    companyId: caller.companyId ?? null,
    now,
    ...input,
    pointsOf: holderOf(caller),
  });
  return priced.quote;
}
