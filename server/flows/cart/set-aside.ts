// Where a channel holds at the basket: the stock of a cart's lines is set aside, in the transaction that changed them.
// Locks: cart (held by the caller) → stock levels. The next change, or the shopper's asking, starts its time anew.
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { cartDemands } from "#server/modules/sales/index.ts";
import { holdForCart } from "#server/modules/stock/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";

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
