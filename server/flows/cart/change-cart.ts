// Adding to a cart and changing it: one short transaction on the cart's own rows. Where the channel holds at the basket,
// stock is set aside in it too (locks cart → stock levels); elsewhere stock is promised at checkout.
import { DomainError } from "#server/kernel/errors.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { addLine, findCart, lockCart, openCart, type SeenCart, setLineQuantity } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { setAside } from "./set-aside.ts";
import { emptyCart, viewCart } from "./view-cart.ts";

export type CartCaller = {
  token: string | null;
  userId: string | null;
  partnerId: string | null;
  /** The company that a member buys for: then it is the partner too. */
  companyId?: string | null;
  channelCode: string;
  locale: string;
};

/** The caller's cart, empty when there is none. */
export async function getCart(caller: CartCaller): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await findCart(db(), caller.token);
  return cart ? viewCart(db(), channel, cart, caller) : emptyCart(channel);
}

/**
 * Adds a variant; opens a cart on the first addition and hands back its token for the cookie. Throws what the cart
 * refuses: `sales.variant_not_for_sale`, `sales.quantity_not_divisible`, `sales.quantity_too_large`; conflict `sales.cart_changed` for another
 * version than the one seen; where the channel holds at the basket, conflict `stock.not_enough`.
 */
export async function addToCart(
  caller: CartCaller,
  input: { variantId: string; quantity: number; version?: number | undefined },
  now: Date = new Date(),
): Promise<{ cart: CartView; newToken: string | null }> {
  const channel = await channelByCode(db(), caller.channelCode);
  const { cart, newToken } = await inTx(async (tx) => {
    const add = (seen: SeenCart) => addLine(tx, seen, input.variantId, input.quantity);
    const found = caller.token ? await add({ token: caller.token, version: input.version }) : null;
    const newToken = found
      ? null
      : await openCart(tx, {
          channelId: channel.id,
          currency: channel.currency,
          locale: caller.locale,
          userId: caller.userId,
          partnerId: caller.partnerId,
        });
    const token = newToken ?? caller.token ?? "";
    const cart = found ?? (await add({ token }));
    if (!cart) throw new Error("the cart that was just opened is gone");
    await setAside(tx, channel, { id: cart.id, token }, [input.variantId], now);
    return { cart, newToken };
  });
  return { cart: await viewCart(db(), channel, cart, caller), newToken };
}

/**
 * Sets a line's quantity, 0 to remove it. Throws `sales.cart_line_not_found`, `sales.quantity_not_divisible`, conflict
 * `sales.cart_changed` and, raising it where the channel holds at the basket, conflict `stock.not_enough`.
 */
export async function changeQuantity(
  caller: CartCaller,
  input: { lineId: string; quantity: number; version?: number | undefined },
  now: Date = new Date(),
): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await inTx(async (tx) => {
    const { token } = caller;
    if (!token) throw new DomainError("not_found", "sales.cart_line_not_found");
    const seen = { token, version: input.version };
    const { cart, variantId, before } = await setLineQuantity(tx, seen, input.lineId, input.quantity);
    const raised = input.quantity > before ? [variantId] : [];
    await setAside(tx, channel, { id: cart.id, token }, raised, now);
    return cart;
  });
  return viewCart(db(), channel, cart, caller);
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
  return cart ? viewCart(db(), channel, cart, caller) : emptyCart(channel);
}
