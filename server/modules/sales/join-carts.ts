import { newId } from "../../kernel/ids.ts";
import type { Tx } from "../../platform/db.ts";
import { hashToken } from "../../platform/secrets.ts";
import type { CartOwner, OpenCart } from "./cart.ts";
import { cartToken } from "./cart-token.ts";
import { lockCartsOf, lockOpenCarts } from "./locks.ts";

export type JoinedCarts = {
  /** The customer's one cart; null when there is none anywhere. */
  cart: OpenCart | null;
  /** What the browser has to keep from now on; null when it may keep what it has. */
  token: string | null;
  /** Carts that gave their lines away: what they held is to be given back. */
  emptied: string[];
};

/**
 * Makes one cart of what a customer has open in a channel: the one that was touched last on any of their devices, and what
 * this browser put together as a guest. Of an article in several of them the larger quantity stands: it is the same person
 * who wanted it. A cart that belongs to somebody else is left alone. Locks the carts. Repeating it changes nothing.
 */
export async function joinCarts(
  tx: Tx,
  input: CartOwner & { userId: string; channelId: string; token: string | null; locale: string },
): Promise<JoinedCarts> {
  const { userId, partnerId, channelId, locale } = input;
  const tokenHash = input.token && hashToken(input.token);
  const found = await lockCartsOf(tx, { tokenHash, userId, channelId });
  const own = found
    .filter((cart) => cart.userId === userId)
    .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  const guest = found.find((cart) => cart.tokenHash === tokenHash && cart.userId === null);
  const target = own[0] ?? guest;
  if (!target) return { cart: null, token: null, emptied: [] };
  const sources = [...own.slice(1), ...(guest ? [guest] : [])].filter((cart) => cart !== target);
  const emptied = sources.map((cart) => cart.id);
  if (emptied.length > 0) {
    await takeOver(tx, target.id, emptied);
    await tx.cart.updateMany({ where: { id: { in: emptied } }, data: { status: "abandoned" } });
  }
  const token = target.tokenHash === tokenHash ? null : cartToken(target.id);
  const changed = emptied.length > 0 || target.userId === null || token !== null;
  const cart = await tx.cart.update({
    where: { id: target.id },
    data: {
      ...{ userId, partnerId, locale },
      couponCode: [target, ...sources].find((each) => each.couponCode)?.couponCode ?? null,
      giftCardId: [target, ...sources].find((each) => each.giftCardId)?.giftCardId ?? null,
      ...(token && { tokenHash: hashToken(token) }),
      ...(changed && { version: { increment: 1 } }),
    },
    select: { id: true, version: true, currency: true, couponCode: true, giftCardId: true },
  });
  return { cart, token, emptied };
}

/** Moves lines: of an article that both have, the larger quantity. */
async function takeOver(tx: Tx, cartId: string, from: string[]): Promise<void> {
  const lines = await tx.cartLine.findMany({
    where: { cartId: { in: from } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { variantId: true, quantity: true, createdAt: true },
  });
  const wanted = new Map<string, (typeof lines)[number]>();
  for (const line of lines) {
    const before = wanted.get(line.variantId);
    if (!before || before.quantity.lt(line.quantity)) wanted.set(line.variantId, line);
  }
  for (const line of wanted.values()) {
    await tx.$executeRaw`
      INSERT INTO cart_line (id, cart_id, variant_id, quantity, created_at)
      VALUES (${newId("cartLine")}, ${cartId}, ${line.variantId}, ${line.quantity}, ${line.createdAt})
      ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = greatest(cart_line.quantity, excluded.quantity)`;
  }
  await tx.cartLine.deleteMany({ where: { cartId: { in: from } } });
}

/**
 * Makes an open cart the one of a browser, whose own joins it where nobody owns that. Answers the token for its cookie; null
 * when the cart is no longer open, or belongs to another customer than the one who asks. Locks the carts.
 */
export async function adoptCart(
  tx: Tx,
  input: { cartId: string; token: string | null; userId: string | null },
): Promise<string | null> {
  const { cartId, userId } = input;
  const tokenHash = input.token && hashToken(input.token);
  const found = await lockOpenCarts(tx, { cartId, tokenHash });
  const target = found.find((cart) => cart.id === cartId);
  if (!target || (target.userId && userId && target.userId !== userId)) return null;
  const token = cartToken(cartId);
  const own = found.find((cart) => cart !== target);
  if (own && (own.userId === null || own.userId === target.userId)) {
    await takeOver(tx, cartId, [own.id]);
    await tx.cart.update({ where: { id: own.id }, data: { status: "abandoned" } });
  }
  const changed = own !== undefined || target.tokenHash !== hashToken(token);
  if (changed)
    await tx.cart.update({ where: { id: cartId }, data: { tokenHash: hashToken(token), version: { increment: 1 } } });
  return token;
}
