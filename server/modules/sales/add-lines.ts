import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { addQuantity, isDivisible, type Quantity } from "../../kernel/quantity.ts";
import type { Tx } from "../../platform/db.ts";
import { hashToken } from "../../platform/secrets.ts";
import type { OpenCart } from "./cart.ts";
import { lockCart } from "./locks.ts";

/**
 * Adds many variants, each named once, to the open cart behind a token, all or none, in five statements; null when there is
 * no such cart. Locks the cart. Throws DomainError unprocessable `sales.variant_not_for_sale` { variantId },
 * `sales.quantity_too_large`, invalid `sales.quantity_not_divisible` { sku }.
 */
export async function addLines(
  tx: Tx,
  token: string,
  lines: readonly { variantId: string; quantity: Quantity }[],
): Promise<OpenCart | null> {
  const cart = await lockCart(tx, hashToken(token));
  if (cart?.status !== "open") return null;
  const variants = await tx.variant.findMany({
    where: { id: { in: lines.map((line) => line.variantId) }, status: "active", product: { status: "active" } },
    select: { id: true, sku: true, uom: true },
  });
  const found = new Map(variants.map((variant) => [variant.id, variant]));
  for (const { variantId, quantity } of lines) {
    const variant = found.get(variantId);
    if (!variant) throw new DomainError("unprocessable", "sales.variant_not_for_sale", { variantId });
    if (!isDivisible(variant.uom) && !Number.isInteger(quantity)) {
      throw new DomainError("invalid", "sales.quantity_not_divisible", { sku: variant.sku });
    }
  }
  const before = await tx.cartLine.findMany({
    where: { cartId: cart.id, variantId: { in: [...found.keys()] } },
    select: { variantId: true, quantity: true },
  });
  const had = new Map(before.map((line) => [line.variantId, Number(line.quantity)]));
  if (lines.some(({ variantId, quantity }) => addQuantity(had.get(variantId) ?? 0, quantity) > 9_999)) {
    throw new DomainError("unprocessable", "sales.quantity_too_large", { max: 9_999 });
  }
  await tx.$executeRaw`
    INSERT INTO cart_line (id, cart_id, variant_id, quantity)
    SELECT w.id, ${cart.id}, w.variant, w.quantity::numeric
    FROM unnest(${lines.map(() => newId("cartLine"))}::text[], ${lines.map((line) => line.variantId)}::text[],
      ${lines.map((line) => String(line.quantity))}::text[]) AS w (id, variant, quantity)
    ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = cart_line.quantity + excluded.quantity`;
  return tx.cart.update({
    where: { id: cart.id },
    data: { version: { increment: 1 } },
    select: { id: true, version: true, currency: true, couponCode: true, giftCardId: true },
  });
}
