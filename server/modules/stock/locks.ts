import type { Tx } from "../../platform/db.ts";
import { lockRows } from "../../platform/lock-order.ts";

// Lock order of the house: cart → order → payment → delivery → invoice → stock levels by (variant, location) → counters.
// Within stock: first an inbound supply, then levels, sorted, then policies by variant, then reservations. Every command
// takes its levels through here first, all that it will need at once.

export type LockedLevel = {
  variantId: string;
  locationId: string;
  onHand: number;
  reserved: number;
  backordered: number;
};

/** Locks all levels of these variants, wherever they are, in the one order that cannot deadlock. */
export async function lockLevels(tx: Tx, variantIds: readonly string[]): Promise<LockedLevel[]> {
  return lockRows<LockedLevel>(tx, "level")`
    SELECT variant_id AS "variantId", location_id AS "locationId", on_hand::float8 AS "onHand",
      reserved::float8 AS reserved, backordered::float8 AS backordered
    FROM stock_level WHERE variant_id = ANY(${variantIds}::text[])
    ORDER BY variant_id COLLATE "C", location_id COLLATE "C" FOR UPDATE`;
}

/** Locks the levels of these variants where a channel sells; each with the variant's safety stock in the channel. */
export async function lockForSale(
  tx: Tx,
  variantIds: readonly string[],
  channel: { id: string; locationIds: readonly string[] },
): Promise<(LockedLevel & { safety: number })[]> {
  return lockRows<LockedLevel & { safety: number }>(tx, "level")`
    SELECT l.variant_id AS "variantId", l.location_id AS "locationId", l.on_hand::float8 AS "onHand",
      l.reserved::float8 AS reserved, l.backordered::float8 AS backordered,
      coalesce((SELECT s.quantity FROM channel_safety_stock s
        WHERE s.channel_id = ${channel.id} AND s.variant_id = l.variant_id), 0)::float8 AS safety
    FROM stock_level l
    WHERE l.variant_id = ANY(${variantIds}::text[]) AND l.location_id = ANY(${channel.locationIds}::text[])
    ORDER BY l.variant_id COLLATE "C", l.location_id COLLATE "C" FOR UPDATE OF l`;
}

/** Locks all levels of the variants under an order's live reservations; true when there are any. */
export async function lockLevelsOfOrder(tx: Tx, orderId: string): Promise<LockedLevel[]> {
  return lockRows<LockedLevel>(tx, "level")`
    SELECT variant_id AS "variantId", location_id AS "locationId", on_hand::float8 AS "onHand",
      reserved::float8 AS reserved, backordered::float8 AS backordered
    FROM stock_level WHERE variant_id IN (
      SELECT variant_id FROM reservation WHERE order_id = ${orderId} AND status IN ('held', 'committed'))
    ORDER BY variant_id COLLATE "C", location_id COLLATE "C" FOR UPDATE`;
}

/** Locks the policies of these variants: who promises beyond stock goes one after the other, at whatever place. */
export async function lockPolicies(tx: Tx, variantIds: readonly string[]): Promise<{ id: string }[]> {
  return lockRows<{ id: string }>(tx, "policy")`
    SELECT variant_id AS id FROM stock_policy WHERE variant_id = ANY(${variantIds}::text[]) AND mode <> 'deny'
    ORDER BY variant_id COLLATE "C" FOR UPDATE`;
}
