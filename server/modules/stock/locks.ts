import type { Tx } from "../../platform/db.ts";

// Lock order of the house: cart → order → payment → delivery → invoice → stock levels by (variant, location) → counters.
// Within stock: first levels, sorted, then reservations. Every command below takes its levels through here first.

export type LockedLevel = { variantId: string; locationId: string; onHand: number; reserved: number };

/** Locks the levels of these variants at these locations, in the one order that cannot deadlock. */
export async function lockLevels(
  tx: Tx,
  variantIds: readonly string[],
  locationIds: readonly string[],
): Promise<LockedLevel[]> {
  return tx.$queryRaw<LockedLevel[]>`
    SELECT variant_id AS "variantId", location_id AS "locationId", on_hand::float8 AS "onHand", reserved::float8 AS reserved
    FROM stock_level
    WHERE variant_id = ANY(${variantIds}::text[]) AND location_id = ANY(${locationIds}::text[])
    ORDER BY variant_id COLLATE "C", location_id COLLATE "C" FOR UPDATE`;
}

/** Locks the levels under an order's live reservations. */
export async function lockLevelsOfOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM stock_level
    WHERE (variant_id, location_id) IN (
      SELECT variant_id, location_id FROM reservation WHERE order_id = ${orderId} AND status IN ('held', 'committed'))
    ORDER BY variant_id COLLATE "C", location_id COLLATE "C" FOR UPDATE`;
}
