import { DomainError } from "../../kernel/errors.ts";
import { Prisma, type Tx } from "../../platform/db.ts";
import { lockRows } from "../../platform/lock-order.ts";
import { type CartRow, cartRows, rowsOfCart } from "./cart-rows.ts";

// The order of all locks is in platform/lock-order.ts.

export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>;

/** Locks an order by id or number. Throws DomainError not_found `sales.order_not_found`. */
export async function lockOrder(tx: Tx, idOrNumber: string) {
  const [row] = await lockRows<{ id: string }>(tx, "order")`
    SELECT id FROM sales_order WHERE id = ${idOrNumber} OR number = ${idOrNumber} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "sales.order_not_found");
  return tx.salesOrder.findUniqueOrThrow({
    where: { id: row.id },
    include: { lines: { orderBy: { position: "asc" } } },
  });
}

/**
 * Asserts that the reader decided on the present state. Throws DomainError conflict `sales.order_changed` { version, status }
 * with the fresh ones.
 */
export function assertOrderSeen(order: LockedOrder, version: number): void {
  if (order.version !== version) {
    const { number, status } = order;
    throw new DomainError("conflict", "sales.order_changed", { number, version: order.version, status });
  }
}

type LockedCart = {
  id: string;
  version: number;
  status: string;
  userId: string | null;
  partnerId: string | null;
  couponCode: string | null;
  giftCardId: string | null;
  usePoints: boolean;
  channelId: string;
  quoteId: string | null;
};

/** Locks an open cart by the hash of its token; null when there is none. */
export async function lockCart(tx: Tx, tokenHash: string) {
  const [row] = await lockRows<LockedCart>(tx, "cart")`
    SELECT id, version, status, user_id AS "userId", partner_id AS "partnerId", coupon_code AS "couponCode",
      gift_card_id AS "giftCardId", use_points AS "usePoints", channel_id AS "channelId", quote_id AS "quoteId"
    FROM cart WHERE token_hash = ${tokenHash} FOR UPDATE`;
  return row ?? null;
}

/**
 * The same with its lines, in one statement, and with what else the caller has to know: `beside` is a JSON expression that may
 * look at `locked` (id, "channelId"). It is null when the cart changed while it was waited for.
 */
export async function lockCartWithRows<Beside>(tx: Tx, tokenHash: string, beside = Prisma.sql`NULL`) {
  const [found] = await lockRows<LockedCart & { seen: number; rows: CartRow[]; beside: Beside }>(tx, "cart")`
    WITH locked AS (
      SELECT id, version, status, user_id AS "userId", partner_id AS "partnerId", coupon_code AS "couponCode",
        gift_card_id AS "giftCardId", use_points AS "usePoints", channel_id AS "channelId", quote_id AS "quoteId"
      FROM cart WHERE token_hash = ${tokenHash} FOR UPDATE
    )
    SELECT locked.*, cart.version AS seen, ${beside} AS beside,
      (SELECT coalesce(jsonb_agg(r), '[]') FROM (${rowsOfCart(Prisma.sql`locked.id`)}) r) AS rows
    FROM locked JOIN cart ON cart.id = locked.id`;
  if (!found) return null;
  const { seen, ...cart } = found;
  // Who had to wait for the lock got the cart as it is now, but its lines and `seen` as they were when they asked.
  return seen === cart.version ? cart : { ...cart, beside: null, rows: await cartRows(tx, cart.id) };
}

type OwnedCart = Omit<LockedCart, "status" | "channelId" | "usePoints" | "quoteId"> & {
  tokenHash: string;
  updatedAt: Date;
};

/** Locks the open carts of a customer in a channel, and the one of this browser, in the order of their ids. */
export function lockCartsOf(
  tx: Tx,
  of: { tokenHash: string | null; userId: string; channelId: string },
): Promise<OwnedCart[]> {
  return lockRows<OwnedCart>(tx, "cart")`
    SELECT id, version, user_id AS "userId", partner_id AS "partnerId", coupon_code AS "couponCode",
      gift_card_id AS "giftCardId", token_hash AS "tokenHash", updated_at AS "updatedAt"
    FROM cart
    WHERE status = 'open' AND channel_id = ${of.channelId}
      AND (user_id = ${of.userId} OR token_hash = ${of.tokenHash})
    ORDER BY id FOR UPDATE`;
}

/** Locks a cart and the one of a browser, as far as they are open, in the order of their ids. */
export function lockOpenCarts(tx: Tx, of: { cartId: string; tokenHash: string | null }): Promise<OwnedCart[]> {
  return lockRows<OwnedCart>(tx, "cart")`
    SELECT id, version, user_id AS "userId", partner_id AS "partnerId", coupon_code AS "couponCode",
      gift_card_id AS "giftCardId", token_hash AS "tokenHash", updated_at AS "updatedAt"
    FROM cart WHERE status = 'open' AND (id = ${of.cartId} OR token_hash = ${of.tokenHash})
    ORDER BY id FOR UPDATE`;
}
