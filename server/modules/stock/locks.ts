import { anyOf } from "../../platform/any-of.ts";
import type { Tx } from "../../platform/db.ts";
import { lockRows } from "../../platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts. Within stock: an inbound supply, then levels, sorted, then policies,
// then reservations. Every command takes its levels through here first, all that it will need at once.

export type LockedLevel = {
  variantId: string;
  locationId: string;
  onHand: number;
  reserved: number;
  backordered: number;
};

/** Locks all levels of these variants, wherever they are or at some places, in the one order that cannot deadlock. */
export async function lockLevels(
  tx: Tx,
  variantIds: readonly string[],
  locationIds: readonly string[] | null = null,
): Promise<LockedLevel[]> {
  return lockRows<LockedLevel>(tx, "level")`
    SELECT variant_id AS "variantId", location_id AS "locationId", on_hand::float8 AS "onHand",
      reserved::float8 AS reserved, backordered::float8 AS backordered
    FROM stock_level WHERE variant_id = ANY(${variantIds}::text[])
      AND (${locationIds}::text[] IS NULL OR location_id = ANY(${locationIds}::text[]))
    ORDER BY variant_id COLLATE "C", location_id COLLATE "C" FOR UPDATE`;
}

export type LevelForSale = LockedLevel & {
  /** What the channel leaves of this variant for others. */
  safety: number;
  /** Is there a hold to give back: past its time, or of the basket itself? */
  toFree: boolean;
};

/** Locks the levels of these variants where a channel sells. */
export async function lockForSale(
  tx: Tx,
  variantIds: readonly string[],
  channel: { id: string; locationIds: readonly string[] },
  hold: { cartId: string | null; now: Date },
): Promise<LevelForSale[]> {
  return lockRows<LevelForSale>(tx, "level")`
    SELECT l.variant_id AS "variantId", l.location_id AS "locationId", l.on_hand::float8 AS "onHand",
      l.reserved::float8 AS reserved, l.backordered::float8 AS backordered,
      coalesce((SELECT s.quantity FROM channel_safety_stock s
        WHERE s.channel_id = ${channel.id} AND s.variant_id = l.variant_id), 0)::float8 AS safety,
      EXISTS (SELECT FROM reservation r WHERE r.variant_id = l.variant_id AND r.location_id = l.location_id
        AND r.status = 'held' AND r.expires_at <= ${hold.now})
      OR EXISTS (SELECT FROM reservation r WHERE r.cart_id = ${hold.cartId} AND r.variant_id = l.variant_id
        AND r.location_id = l.location_id AND r.status = 'held') AS "toFree"
    FROM stock_level l
    WHERE l.variant_id ${anyOf(variantIds)} AND l.location_id ${anyOf(channel.locationIds)}
    ORDER BY l.variant_id COLLATE "C", l.location_id COLLATE "C" FOR UPDATE OF l`;
}

/** Locks all levels of the variants under an order's live reservations. */
export async function lockLevelsOfOrder(tx: Tx, orderId: string): Promise<LockedLevel[]> {
  return lockRows<LockedLevel>(tx, "level")`
    SELECT variant_id AS "variantId", location_id AS "locationId", on_hand::float8 AS "onHand",
      reserved::float8 AS reserved, backordered::float8 AS backordered
    FROM stock_level WHERE variant_id IN (
      SELECT variant_id FROM reservation WHERE order_id = ${orderId} AND status IN ('held', 'committed'))
    ORDER BY variant_id COLLATE "C", location_id COLLATE "C" FOR UPDATE`;
}

/** Locks the policies under which these variants sell beyond stock: who promises goes one after the other. Their ids. */
export async function lockPolicies(tx: Tx, variantIds: readonly string[]): Promise<{ id: string }[]> {
  return lockRows<{ id: string }>(tx, "policy")`
    SELECT variant_id AS id FROM stock_policy WHERE variant_id = ANY(${variantIds}::text[]) AND mode <> 'deny'
    ORDER BY variant_id COLLATE "C" FOR UPDATE`;
}

export type LockedSupply = {
  id: string;
  variantId: string;
  locationCode: string;
  quantity: number;
  received: number;
  status: string;
  version: number;
};

/** Locks goods on their way; null when unknown. */
export async function lockSupply(tx: Tx, id: string): Promise<LockedSupply | null> {
  const [row] = await lockRows<LockedSupply>(tx, "supply")`
    SELECT s.id, s.variant_id AS "variantId", p.code AS "locationCode", s.quantity::float8 AS quantity,
      s.received::float8 AS received, s.status, s.version
    FROM inbound_supply s JOIN location p ON p.id = s.location_id WHERE s.id = ${id} FOR UPDATE OF s`;
  return row ?? null;
}
