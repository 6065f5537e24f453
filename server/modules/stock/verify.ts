import type { Db } from "../../platform/db.ts";
import type { Invariant } from "../../platform/invariant.ts";

/** What lies where, and what the moves say should lie there. */
const stocked = `
  SELECT variant_id, location_id, sum(on_hand) AS on_hand, sum(moved) AS moved FROM (
    SELECT variant_id, location_id, on_hand, 0 AS moved FROM stock_level
    UNION ALL SELECT m.variant_id, m.to_id, 0, m.quantity FROM stock_move m
      JOIN location p ON p.id = m.to_id AND p.kind IN ('warehouse', 'store', 'bin')
    UNION ALL SELECT m.variant_id, m.from_id, 0, -m.quantity FROM stock_move m
      JOIN location p ON p.id = m.from_id AND p.kind IN ('warehouse', 'store', 'bin')
  ) entry GROUP BY 1, 2`;

/** What is promised where, and what the live reservations add up to. */
const promised = `
  SELECT variant_id, location_id, sum(reserved) AS reserved, sum(held) AS held, sum(backordered) AS backordered,
    sum(awaited) AS awaited
  FROM (
    SELECT variant_id, location_id, reserved, 0 AS held, backordered, 0 AS awaited FROM stock_level
    UNION ALL SELECT variant_id, location_id, 0, CASE WHEN kind = 'stock' THEN quantity ELSE 0 END, 0,
      CASE WHEN kind = 'supply' THEN quantity ELSE 0 END
    FROM reservation WHERE status IN ('held', 'committed')
  ) entry GROUP BY 1, 2`;

/** On hand = sum of moves. What is promised = sum of live reservations. 0 ≤ reserved ≤ on hand. */
export const stockInvariants: readonly Invariant[] = [
  {
    name: "levels_match_moves",
    area: "stock",
    cost: "full",
    rows: `SELECT count(*) FROM stock_move`,
    broken: `
      SELECT variant_id || ' @ ' || location_id AS subject, on_hand, moved FROM (${stocked}) l WHERE on_hand <> moved`,
  },
  {
    name: "promises_match_reservations",
    area: "stock",
    cost: "light",
    rows: `SELECT count(*) FROM reservation WHERE status IN ('held', 'committed')`,
    broken: `
      SELECT variant_id || ' @ ' || location_id AS subject, reserved, held, backordered, awaited
      FROM (${promised}) l WHERE reserved <> held OR backordered <> awaited`,
  },
  {
    name: "promises_within_stock",
    area: "stock",
    cost: "light",
    rows: `SELECT count(*) FROM stock_level`,
    broken: `
      SELECT variant_id || ' @ ' || location_id AS subject, on_hand, reserved, backordered FROM stock_level
      WHERE on_hand < 0 OR reserved < 0 OR reserved > on_hand OR backordered < 0`,
  },
];

export type LedgerDifference = {
  variantId: string;
  locationId: string;
  onHand: number;
  moved: number;
  reserved: number;
  promised: number;
};

/** The levels that differ from the ledger or from the live reservations, back-orders included. Empty is right. */
export async function verifyLedger(db: Db): Promise<LedgerDifference[]> {
  return db.$queryRawUnsafe<LedgerDifference[]>(`
    SELECT variant_id AS "variantId", location_id AS "locationId", on_hand::float8 AS "onHand", moved::float8 AS moved,
      (reserved + backordered)::float8 AS reserved, (held + awaited)::float8 AS promised
    FROM (${stocked}) s FULL JOIN (${promised}) p USING (variant_id, location_id)
    WHERE coalesce(on_hand <> moved, false) OR coalesce(reserved <> held OR backordered <> awaited, false)`);
}
