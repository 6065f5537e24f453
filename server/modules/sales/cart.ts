import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { Quantity } from "../../kernel/quantity.ts";
import { type Db, Prisma, type Tx } from "../../platform/db.ts";
import { noteLocks } from "../../platform/lock-order.ts";
import { hashToken } from "../../platform/secrets.ts";
import { writeAtEnd } from "../../platform/write-at-end.ts";
import { cartToken } from "./cart-token.ts";
import { lockCart } from "./locks.ts";

export type CartOwner = { userId: string | null; partnerId: string | null };
export type OpenCart = {
  id: string;
  version: number;
  currency: string;
  couponCode: string | null;
  giftCardId: string | null;
};

/** The open cart behind a token; null when there is none (or it became an order). */
export async function findCart(db: Db, token: string | null): Promise<(OpenCart & { usePoints: boolean }) | null> {
  if (!token) return null;
  return db.cart.findFirst({
    where: { tokenHash: hashToken(token), status: "open" },
    select: { id: true, version: true, currency: true, couponCode: true, giftCardId: true, usePoints: true },
  });
}

/** Opens a cart and answers its token, which goes into the shopper's cookie. */
export async function openCart(
  tx: Tx,
  input: CartOwner & { channelId: string; currency: string; locale: string },
): Promise<string> {
  const id = newId("cart");
  const token = cartToken(id);
  await tx.cart.create({ data: { id, tokenHash: hashToken(token), ...input } });
  return token;
}

/** Which cart, and the version of it that the caller saw; without one any will do. */
export type SeenCart = { token: string; version?: number | undefined };

const changed = (version: number) => new DomainError("conflict", "sales.cart_changed", { version });

/**
 * Adds to the open cart behind a token, in one statement that also checks that the variant is for sale and raises the
 * cart's version; the cart as it then is, or null when there is none. Throws DomainError conflict `sales.cart_changed` when
 * it is not the cart that the caller saw, unprocessable `sales.variant_not_for_sale`, invalid
 * `sales.quantity_not_divisible`, unprocessable `sales.quantity_too_large` (more than 9,999 in one line).
 */
export async function addLine(tx: Tx, seen: SeenCart, variantId: string, quantity: Quantity): Promise<OpenCart | null> {
  type Found = Partial<OpenCart> & { ok: boolean | null; large: boolean | null; current: number | null };
  const [found] = await tx.$queryRaw<Found[]>`
    WITH open AS (
      SELECT id, version FROM cart WHERE token_hash = ${hashToken(seen.token)} AND status = 'open'
    ), wanted AS (
      SELECT v.id, (v.uom IN ('kg', 'm') OR trunc(${quantity}::numeric) = ${quantity}::numeric) AS ok,
        coalesce((SELECT quantity FROM cart_line WHERE cart_id = (SELECT id FROM open) AND variant_id = v.id), 0)
          + ${quantity}::numeric > 9999 AS large
      FROM variant v JOIN product p ON p.id = v.product_id
      WHERE v.id = ${variantId} AND v.status = 'active' AND p.status = 'active'
    ), touched AS (
      UPDATE cart SET version = version + 1, updated_at = now()
      WHERE id = (SELECT id FROM open) AND status = 'open' AND version = coalesce(${seen.version ?? null}::int, version)
      RETURNING id, version, currency, coupon_code, gift_card_id
    ), written AS (
      INSERT INTO cart_line (id, cart_id, variant_id, quantity)
      SELECT ${newId("cartLine")}, touched.id, wanted.id, ${quantity}::numeric FROM wanted, touched
      WHERE ok AND NOT large
      ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = cart_line.quantity + excluded.quantity
    )
    SELECT w.ok, w.large, (SELECT version FROM open) AS current,
      t.id, t.version, t.currency, t.coupon_code AS "couponCode", t.gift_card_id AS "giftCardId"
    FROM (SELECT) AS one LEFT JOIN wanted w ON true LEFT JOIN touched t ON true`;
  if (!found || found.current === null) return null;
  const { id, version, currency, couponCode = null, giftCardId = null } = found;
  if (!id || !version || !currency) throw changed(found.current);
  noteLocks(tx, "cart", [id]);
  if (found.ok === null) throw new DomainError("unprocessable", "sales.variant_not_for_sale");
  if (!found.ok) throw new DomainError("invalid", "sales.quantity_not_divisible");
  if (found.large) throw new DomainError("unprocessable", "sales.quantity_too_large", { max: 9999 });
  return { id, version, currency, couponCode, giftCardId };
}

/**
 * Sets a line's quantity, 0 removes it: the cart as it then is, whose line it was and what it had before. Throws
 * DomainError conflict `sales.cart_changed` when it is not the cart that the caller saw, not_found
 * `sales.cart_line_not_found`, invalid `sales.quantity_not_divisible`.
 */
export async function setLineQuantity(
  tx: Tx,
  seen: SeenCart,
  lineId: string,
  quantity: Quantity,
): Promise<{ cart: OpenCart; variantId: string; before: Quantity }> {
  const cart = await lockCart(tx, hashToken(seen.token));
  if (cart?.status !== "open") throw new DomainError("not_found", "sales.cart_line_not_found");
  if (seen.version !== undefined && seen.version !== cart.version) throw changed(cart.version);
  const line = await tx.cartLine.findFirst({
    where: { id: lineId, cartId: cart.id },
    select: { variantId: true, quantity: true, variant: { select: { uom: true } } },
  });
  if (!line) throw new DomainError("not_found", "sales.cart_line_not_found");
  if (line.variant.uom === "unit" && !Number.isInteger(quantity)) {
    throw new DomainError("invalid", "sales.quantity_not_divisible");
  }
  if (quantity === 0) await tx.cartLine.deleteMany({ where: { id: lineId, cartId: cart.id } });
  else await tx.cartLine.updateMany({ where: { id: lineId, cartId: cart.id }, data: { quantity } });
  const { id, version, currency, couponCode, giftCardId } = await tx.cart.update({
    where: { id: cart.id },
    data: { version: { increment: 1 } },
  });
  return {
    cart: { id, version, currency, couponCode, giftCardId },
    variantId: line.variantId,
    before: Number(line.quantity),
  };
}

/**
 * Puts a coupon, a gift card or the wish to spend points on the open cart behind a token, or takes it off (null, false); the cart as it then is. Throws
 * DomainError unprocessable `sales.cart_empty` when there is no cart, conflict `sales.cart_changed` when it is not the one
 * that the caller saw.
 */
export async function putOnCart(
  tx: Tx,
  seen: SeenCart,
  what: { couponCode: string | null } | { giftCardId: string | null } | { usePoints: boolean },
): Promise<OpenCart> {
  const cart = await lockCart(tx, hashToken(seen.token));
  if (cart?.status !== "open") throw new DomainError("unprocessable", "sales.cart_empty");
  if (seen.version !== undefined && seen.version !== cart.version) throw changed(cart.version);
  return tx.cart.update({
    where: { id: cart.id },
    data: { ...what, version: { increment: 1 } },
    select: { id: true, version: true, currency: true, couponCode: true, giftCardId: true },
  });
}

/**
 * Writes the cart of a quote that is being accepted: set apart, nobody's basket, never given back as one. Its prices are
 * those of the quote.
 */
export async function openQuotedCart(
  tx: Tx,
  input: CartOwner & {
    id: string;
    quoteId: string;
    channelId: string;
    currency: string;
    locale: string;
    lines: readonly { variantId: string; quantity: Quantity }[];
  },
): Promise<void> {
  const { lines, ...cart } = input;
  await tx.cart.create({
    data: {
      ...{ ...cart, tokenHash: hashToken(cartToken(cart.id)), status: "waiting" },
      lines: { create: lines.map((line) => ({ id: newId("cartLine"), ...line })) },
    },
  });
}

/** Whom a customer's open baskets are for from now on. */
export async function setCartPartner(tx: Tx, of: { userId: string; partnerId: string | null }): Promise<void> {
  const { userId, partnerId } = of;
  await tx.cart.updateMany({ where: { userId, status: "open" }, data: { partnerId } });
}

/** A cart, locked by the caller, that became an order: written with the last rows of the transaction. */
export function closeCartAtEnd(tx: Tx, cartId: string): void {
  writeAtEnd(
    tx,
    Prisma.sql`UPDATE cart SET status = 'converted', version = version + 1, updated_at = now() WHERE id = ${cartId}`,
  );
}

/** Sets a cart, locked by the caller, apart until somebody else has decided on it: nobody changes it meanwhile. */
export async function parkCart(tx: Tx, cartId: string): Promise<void> {
  await tx.cart.update({ where: { id: cartId }, data: { status: "waiting", version: { increment: 1 } } });
}

/** Gives up a cart that waited. */
export async function dropCart(tx: Tx, cartId: string): Promise<void> {
  await tx.cart.updateMany({ where: { id: cartId, status: "waiting" }, data: { status: "abandoned" } });
}

/** Gives the basket back after its order expired or was given up, so that nothing has to be picked again. */
export async function reopenCart(tx: Tx, cartId: string | null): Promise<void> {
  if (!cartId) return;
  await tx.cart.updateMany({ where: { id: cartId, status: "converted", quoteId: null }, data: { status: "open" } });
}
