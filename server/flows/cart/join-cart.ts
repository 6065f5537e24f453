// After signing in: the guest's basket and the customer's own, of any device, become one (shop.cart.use). One transaction on
// the carts' rows; where the channel holds at the basket, two more on stock: what the emptied ones held, then the one anew.
import { channelByCode } from "#server/modules/channels/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { cartToken, joinCarts, lockCart } from "#server/modules/sales/index.ts";
import { holdForCart } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { type CartCaller, getCart } from "./change-cart.ts";
import { setAside } from "./set-aside.ts";
import { viewCart } from "./view-cart.ts";

/** The customer's one cart, and the token for the cookie when it is another than before. A guest's cart stays as it is. */
export async function joinCart(
  caller: CartCaller,
  now: Date = new Date(),
): Promise<{ cart: CartView; newToken: string | null }> {
  const { userId, partnerId, token, locale } = caller;
  if (!userId) return { cart: await getCart(caller), newToken: null };
  const channel = await channelByCode(db(), caller.channelCode);
  const joined = await inTx((tx) => joinCarts(tx, { userId, partnerId, channelId: channel.id, token, locale }));
  const { cart, emptied } = joined;
  if (!cart) return { cart: await getCart(caller), newToken: null };
  if (channel.holdOn === "cart" && emptied.length > 0) {
    for (const cartId of emptied) {
      await inTx((tx) => holdForCart(tx, { cartId, demands: [], strict: [], channel, expiresAt: now, now }));
    }
    const kept = joined.token ?? token ?? cartToken(cart.id);
    await inTx(async (tx) => {
      const locked = await lockCart(tx, hashToken(kept));
      if (locked?.status === "open") await setAside(tx, channel, { id: cart.id, token: kept }, [], now);
    });
  }
  return { cart: await viewCart(db(), channel, cart, caller), newToken: joined.token };
}
