// A coupon, a gift card or the wish to spend points on a cart: shown with what it does, counted or spent only when the order is placed
// (flows/checkout/place-order). Permission shop.cart.use. Locks: cart.
import { DomainError } from "#server/kernel/errors.ts";
import { zero } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { findGiftCard } from "#server/modules/payments/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { putOnCart } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "./change-cart.ts";
import { priceCoupon } from "./price-coupon.ts";
import { viewCart } from "./view-cart.ts";

type Put = { version?: number | undefined };

/** Throws DomainError unprocessable `sales.cart_empty`, conflict `sales.cart_changed`. */
async function put(
  caller: CartCaller,
  { version }: Put,
  what: { couponCode: string | null } | { giftCardId: string | null } | { usePoints: boolean },
): Promise<CartView> {
  const { token } = caller;
  if (!token) throw new DomainError("unprocessable", "sales.cart_empty");
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await inTx((tx) => putOnCart(tx, { token, version }, what));
  return viewCart(db(), channel, cart, caller);
}

/**
 * Puts a coupon on the caller's cart. A basket still below its minimum keeps it and says what is missing. Throws DomainError
 * unprocessable `sales.cart_empty`, `pricing.coupon_unknown`, `pricing.coupon_not_started`, `pricing.coupon_expired`,
 * `pricing.coupon_used_up`, `pricing.coupon_currency`, conflict `sales.cart_changed`.
 */
export async function applyCoupon(caller: CartCaller, input: Put & { code: string }, now: Date): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const coupon = await priceCoupon(db(), input.code, zero(channel.currency), caller.locale, now);
  if (!coupon) throw new DomainError("unprocessable", "pricing.coupon_unknown");
  const { problem } = coupon.applied;
  if (problem && problem !== "minimum") throw new DomainError("unprocessable", `pricing.coupon_${problem}`);
  return put(caller, input, { couponCode: coupon.applied.code });
}

/** Takes the coupon off. Throws DomainError unprocessable `sales.cart_empty`, conflict `sales.cart_changed`. */
export const removeCoupon = (caller: CartCaller, input: Put): Promise<CartView> =>
  put(caller, input, { couponCode: null });

/**
 * Puts a gift card on the caller's cart. Throws DomainError unprocessable `sales.cart_empty`, `payments.gift_card_unknown`
 * (no such code, nothing left on it, switched off, expired or of another currency: all the same to who only guesses),
 * conflict `sales.cart_changed`.
 */
export async function applyGiftCard(caller: CartCaller, input: Put & { code: string }, now: Date): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const card = await findGiftCard(db(), input.code, channel.currency, now);
  if (!card?.balanceMinor) throw new DomainError("unprocessable", "payments.gift_card_unknown");
  return put(caller, input, { giftCardId: card.id });
}

/** Takes the gift card off. Throws DomainError unprocessable `sales.cart_empty`, conflict `sales.cart_changed`. */
export const removeGiftCard = (caller: CartCaller, input: Put): Promise<CartView> =>
  put(caller, input, { giftCardId: null });

/**
 * The caller's points are to be spent on this cart, as many as may be, or no longer. Throws DomainError unprocessable
 * `sales.cart_empty`, conflict `sales.cart_changed`.
 */
export const spendOnCart = (caller: CartCaller, { use, ...input }: Put & { use: boolean }): Promise<CartView> =>
  put(caller, input, { usePoints: use });
