import type { Db } from "../../platform/db.ts";

export type LedgerDifference = {
  variantId: string;
  locationId: string;
  onHand: number;
  moved: number;
  reserved: number;
  promised: number;
};

/** Recomputes every level from the ledger: on hand = sum of moves, reserved = sum of live reservations. Empty is right. */
export async function verifyLedger(db: Db): Promise<LedgerDifference[]> {
  return db.$queryRaw<LedgerDifference[]>`
    WITH moved AS (
      SELECT variant_id, location_id, sum(quantity) AS quantity FROM (
        SELECT variant_id, to_id AS location_id, quantity FROM stock_move
        UNION ALL SELECT variant_id, from_id, -quantity FROM stock_move) m
      JOIN location p ON p.id = m.location_id AND p.kind IN ('warehouse', 'store', 'bin') GROUP BY 1, 2
    ), promised AS (
      SELECT variant_id, location_id, sum(quantity) AS quantity FROM reservation
      WHERE status IN ('held', 'committed') GROUP BY 1, 2
    )
    SELECT coalesce(l.variant_id, m.variant_id, p.variant_id) AS "variantId",
      coalesce(l.location_id, m.location_id, p.location_id) AS "locationId",
      coalesce(l.on_hand, 0)::float8 AS "onHand", coalesce(m.quantity, 0)::float8 AS moved,
      coalesce(l.reserved, 0)::float8 AS reserved, coalesce(p.quantity, 0)::float8 AS promised
    FROM stock_level l
    FULL JOIN moved m ON m.variant_id = l.variant_id AND m.location_id = l.location_id
    FULL JOIN promised p ON p.variant_id = coalesce(l.variant_id, m.variant_id)
      AND p.location_id = coalesce(l.location_id, m.location_id)
    WHERE coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0) OR coalesce(l.reserved, 0) <> coalesce(p.quantity, 0)`;
}
