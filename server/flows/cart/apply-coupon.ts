// A coupon on a cart: shown with what it takes off, counted only when the order is placed (flows/checkout/place-order).
// Permission shop.cart.use. One short transaction on the cart's own row.
import { DomainError } from "#server/kernel/errors.ts";
import { zero } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { findCart, setCoupon } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "./change-cart.ts";
import { priceCoupon } from "./price-coupon.ts";
import { viewCart } from "./view-cart.ts";

/**
 * Puts a coupon on the caller's cart. A basket still below its minimum keeps it and says what is missing. Throws
 * DomainError unprocessable `sales.cart_empty`, `pricing.coupon_unknown`, `pricing.coupon_not_started`,
 * `pricing.coupon_expired`, `pricing.coupon_used_up`, `pricing.coupon_currency`.
 */
export async function applyCoupon(caller: CartCaller, code: string, now: Date): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await findCart(db(), caller.token);
  if (!cart) throw new DomainError("unprocessable", "sales.cart_empty");
  const coupon = await priceCoupon(db(), code, zero(channel.currency), caller.locale, now);
  if (!coupon) throw new DomainError("unprocessable", "pricing.coupon_unknown");
  const { problem } = coupon.applied;
  if (problem && problem !== "minimum") throw new DomainError("unprocessable", `pricing.coupon_${problem}`);
  await inTx((tx) => setCoupon(tx, cart.id, coupon.applied.code));
  const changed = { ...cart, couponCode: coupon.applied.code, version: cart.version + 1 };
  return viewCart(db(), channel, changed, caller.locale);
}

/** Takes the coupon off. Throws DomainError unprocessable `sales.cart_empty`. */
export async function removeCoupon(caller: CartCaller): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await findCart(db(), caller.token);
  if (!cart) throw new DomainError("unprocessable", "sales.cart_empty");
  await inTx((tx) => setCoupon(tx, cart.id, null));
  return viewCart(db(), channel, { ...cart, couponCode: null, version: cart.version + 1 }, caller.locale);
}
