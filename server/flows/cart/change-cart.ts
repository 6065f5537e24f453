// Adding to a cart and changing it: one short transaction on the cart's own rows. Where the channel holds at the basket,
// stock is set aside in it too (locks cart → stock levels); elsewhere stock is promised at checkout.
import { DomainError } from "#server/kernel/errors.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { addLine, findCart, openCart, setLineQuantity } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { setAside } from "./set-aside.ts";
import { emptyCart, viewCart } from "./view-cart.ts";

export type CartCaller = {
  token: string | null;
  userId: string | null;
  partnerId: string | null;
  channelCode: string;
  locale: string;
};

/** The caller's cart, empty when there is none. */
export async function getCart(caller: CartCaller): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await findCart(db(), caller.token);
  return cart ? viewCart(db(), channel, cart, caller.locale) : emptyCart(channel);
}

/**
 * Adds a variant; opens a cart on the first addition and hands back its token for the cookie. Throws what the cart
 * refuses: `sales.variant_not_for_sale`, `sales.quantity_not_divisible`, `sales.quantity_too_large`; where the channel holds
 * at the basket, conflict `stock.not_enough`.
 */
export async function addToCart(
  caller: CartCaller,
  input: { variantId: string; quantity: number },
  now: Date = new Date(),
): Promise<{ cart: CartView; newToken: string | null }> {
  const channel = await channelByCode(db(), caller.channelCode);
  const { cart, newToken } = await inTx(async (tx) => {
    const found = await findCart(tx, caller.token);
    const opened = found
      ? null
      : await openCart(tx, {
          channelId: channel.id,
          currency: channel.currency,
          locale: caller.locale,
          userId: caller.userId,
          partnerId: caller.partnerId,
        });
    const cart = found ?? { id: opened?.id ?? "", version: 1, couponCode: null };
    await addLine(tx, cart.id, input.variantId, input.quantity);
    const token = opened?.token ?? caller.token ?? "";
    await setAside(tx, channel, { id: cart.id, token }, [input.variantId], now);
    return { cart: { ...cart, version: cart.version + 1 }, newToken: opened?.token ?? null };
  });
  return { cart: await viewCart(db(), channel, cart, caller.locale), newToken };
}

/**
 * Sets a line's quantity, 0 to remove it. Throws `sales.cart_line_not_found`, `sales.quantity_not_divisible` and, raising
 * it where the channel holds at the basket, conflict `stock.not_enough`.
 */
export async function changeQuantity(
  caller: CartCaller,
  input: { lineId: string; quantity: number },
  now: Date = new Date(),
): Promise<CartView> {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await inTx(async (tx) => {
    const found = await findCart(tx, caller.token);
    if (!found) throw new DomainError("not_found", "sales.cart_line_not_found");
    const { variantId, before } = await setLineQuantity(tx, found.id, input.lineId, input.quantity);
    const raised = input.quantity > before ? [variantId] : [];
    await setAside(tx, channel, { id: found.id, token: caller.token ?? "" }, raised, now);
    return { ...found, version: found.version + 1 };
  });
  return viewCart(db(), channel, cart, caller.locale);
}
