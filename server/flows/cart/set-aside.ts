// Where a channel holds at the basket: the stock of a cart's lines is set aside, in the transaction that changed them.
// Locks: cart (held by the caller) → stock levels. The next change, or the shopper's asking, starts its time anew.
import { type ChannelTerms, channelByCode } from "#server/modules/channels/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { cartDemands, findCart, lockCart } from "#server/modules/sales/index.ts";
import { holdForCart } from "#server/modules/stock/index.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "./change-cart.ts";
import { emptyCart, viewCart } from "./view-cart.ts";

/**
 * Sets aside what the cart behind a token wants, for the channel's time: of `raised` variants all or nothing, of the others
 * what there is. Nothing where the channel holds at payment only. Throws DomainError conflict `stock.not_enough`.
 */
export async function setAside(
  tx: Tx,
  channel: ChannelTerms,
  cart: { id: string; token: string },
  raised: readonly string[],
  now: Date,
): Promise<void> {
  if (channel.holdOn !== "cart") return;
  const rows = await cartDemands(tx, hashToken(cart.token));
  await holdForCart(tx, {
    cartId: cart.id,
    demands: rows.map((row) => ({ lineId: row.variantId, variantId: row.variantId, quantity: row.quantity })),
    strict: raised,
    channel,
    expiresAt: new Date(now.getTime() + channel.cartHoldMinutes * 60_000),
    now,
  });
}

/** Sets the caller's basket aside anew, as far as stock goes: what is missing shows in the lines. */
export async function setCartAside(caller: CartCaller, now: Date): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const { token } = caller;
  if (!token) return emptyCart(channel);
  await inTx(async (tx) => {
    const cart = await lockCart(tx, hashToken(token));
    if (cart?.status === "open") await setAside(tx, channel, { id: cart.id, token }, [], now);
  });
  const cart = await findCart(db(), token);
  return cart ? viewCart(db(), channel, cart, caller.locale) : emptyCart(channel);
}
