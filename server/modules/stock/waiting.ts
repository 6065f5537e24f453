import { parisDate } from "../../kernel/days.ts";
import { addQuantity, type Quantity } from "../../kernel/quantity.ts";
import type { Db } from "../../platform/db.ts";

export type SupplyDate = { locationId: string; open: Quantity; expectedOn: string };
export type Queued = { id: string; locationId: string; quantity: Quantity };

/**
 * When each promise beyond stock will be served: the queue of a place, oldest first, meets its supplies, earliest first.
 * Answers the date of the supply that completes a promise, null where none does. Pure.
 */
export function expectedDates(
  queue: readonly Queued[],
  supplies: readonly SupplyDate[],
  today: string,
): Map<string, string | null> {
  const before = new Map<string, Quantity>();
  return new Map(
    queue.map(({ id, locationId, quantity }) => {
      const upTo = addQuantity(before.get(locationId) ?? 0, quantity);
      before.set(locationId, upTo);
      let arrived = 0;
      const supply = supplies
        .filter((one) => one.locationId === locationId)
        .toSorted((a, b) => a.expectedOn.localeCompare(b.expectedOn))
        .find((one) => {
          arrived = addQuantity(arrived, one.open);
          return arrived >= upTo;
        });
      // A date that has passed promises nothing any more.
      return [id, supply && supply.expectedOn >= today ? supply.expectedOn : null];
    }),
  );
}

export type LineWaiting = { quantity: Quantity; mode: "backorder" | "preorder"; expectedOn: string | null };

type Row = Queued & {
  variantId: string;
  orderId: string | null;
  lineId: string | null;
  kind: string;
  releaseOn: string | null;
  supplies: SupplyDate[];
};

/**
 * What of an order's lines still waits, by line: for goods to come, or for the day of a pre-order. One statement.
 */
export async function waitingOfOrder(db: Db, orderId: string, now: Date): Promise<Map<string, LineWaiting>> {
  const today = parisDate(now);
  const rows = await db.$queryRaw<Row[]>`
    WITH mine AS (
      SELECT DISTINCT r.variant_id, CASE WHEN p.mode = 'preorder' AND p.release_on > ${today}::date THEN p.release_on END AS release_on
      FROM reservation r LEFT JOIN stock_policy p ON p.variant_id = r.variant_id
      WHERE r.order_id = ${orderId} AND r.status IN ('held', 'committed')
        AND (r.kind = 'supply' OR (p.mode = 'preorder' AND p.release_on > ${today}::date))
    )
    SELECT r.id, r.variant_id AS "variantId", r.location_id AS "locationId", r.quantity::float8 AS quantity,
      r.order_id AS "orderId", r.order_line_id AS "lineId", r.kind, m.release_on::text AS "releaseOn",
      coalesce((SELECT jsonb_agg(jsonb_build_object('locationId', s.location_id, 'open', s.quantity - s.received,
          'expectedOn', s.expected_on))
        FROM inbound_supply s WHERE s.variant_id = r.variant_id AND s.status = 'expected' AND s.received < s.quantity),
        '[]'::jsonb) AS supplies
    FROM mine m JOIN reservation r ON r.variant_id = m.variant_id
    WHERE (r.kind = 'supply' AND (r.status = 'committed' OR (r.status = 'held' AND r.expires_at > ${now})))
      OR (r.kind = 'stock' AND r.order_id = ${orderId} AND r.status IN ('held', 'committed') AND m.release_on IS NOT NULL)
    ORDER BY r.created_at, r.id`;
  const found = new Map<string, LineWaiting>();
  for (const variantId of new Set(rows.map((row) => row.variantId))) {
    const own = rows.filter((row) => row.variantId === variantId);
    const queue = own.filter((row) => row.kind === "supply");
    const dates = expectedDates(queue, queue[0]?.supplies ?? [], today);
    for (const row of own) {
      if (row.orderId !== orderId || row.lineId === null) continue;
      const date = row.kind === "supply" ? (dates.get(row.id) ?? null) : row.releaseOn;
      found.set(row.lineId, later(found.get(row.lineId), row, date));
    }
  }
  return found;
}

/** A line that waits in several parts waits for the last of them; a pre-order at least until its day. */
function later(line: LineWaiting | undefined, row: Row, date: string | null): LineWaiting {
  const dates = [date, row.releaseOn ?? date, line ? line.expectedOn : date];
  const known = dates.every((one) => one !== null);
  return {
    quantity: addQuantity(line?.quantity ?? 0, row.quantity),
    mode: row.releaseOn ? "preorder" : "backorder",
    expectedOn: known ? ((dates as string[]).toSorted().at(-1) ?? null) : null,
  };
}
