import { newId } from "../../kernel/ids.ts";
import { type Quantity, subtractQuantity } from "../../kernel/quantity.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import { levelsChanged, supplyArrived } from "./events.ts";
import { lockLevels } from "./locks.ts";

/** A promise beyond stock. `places`: where its channel may take it from, its own place first. */
export type Waiting = {
  id: string;
  variantId: string;
  locationId: string;
  quantity: Quantity;
  places: readonly string[];
};
export type FreeLevel = { variantId: string; locationId: string; free: Quantity };
/** `last`: with it nothing of the promise waits any more. */
export type Filling = {
  id: string;
  variantId: string;
  fromId: string;
  toId: string;
  quantity: Quantity;
  last: boolean;
};

/** Who gets what is free: those who wait, in the order given (oldest first), as much as there is. Pure. */
export function fill(waiting: readonly Waiting[], levels: readonly FreeLevel[]): Filling[] {
  const key = (variantId: string, locationId: string) => `${variantId} ${locationId}`;
  const free = new Map(levels.map((level) => [key(level.variantId, level.locationId), level.free]));
  return waiting.flatMap((one) => {
    let open = one.quantity;
    return one.places.flatMap((toId) => {
      const at = key(one.variantId, toId);
      const quantity = Math.min(open, free.get(at) ?? 0);
      if (quantity <= 0) return [];
      free.set(at, subtractQuantity(free.get(at) ?? 0, quantity));
      open = subtractQuantity(open, quantity);
      const { id, variantId, locationId: fromId } = one;
      return [{ id, variantId, fromId, toId, quantity, last: open === 0 }];
    });
  });
}

/**
 * Turns promises beyond stock into stock, oldest first, wherever these variants lie free: call it in the transaction that
 * freed something, with all their levels locked. Safety stock does not stand back here: it limits new promises, not those
 * already given. Emits `stock.supply.arrived` for the orders that gained stock. `locationIds`: the places whose levels
 * the caller has, when it took only some. True when
 * anything turned. Repeating it is harmless.
 */
export async function fillWaiting(
  tx: Tx,
  variantIds: readonly string[],
  now: Date = new Date(),
  locationIds: readonly string[] | null = null,
): Promise<boolean> {
  const rows = await tx.$queryRaw<(Waiting & { orderId: string | null; splitLines: boolean })[]>`
    SELECT r.id, r.variant_id AS "variantId", r.location_id AS "locationId", r.quantity::float8 AS quantity,
      r.order_id AS "orderId", c.split_lines AS "splitLines",
      ARRAY(SELECT cl.location_id FROM channel_location cl JOIN location l ON l.id = cl.location_id AND l.active
        WHERE cl.channel_id = c.id ORDER BY cl.priority, cl.location_id) AS places
    FROM reservation r
    LEFT JOIN sales_order o ON o.id = r.order_id LEFT JOIN cart b ON b.id = r.cart_id
    JOIN channel c ON c.id = coalesce(o.channel_id, b.channel_id)
    WHERE r.variant_id = ANY(${variantIds}::text[]) AND r.kind = 'supply'
      AND (r.status = 'committed' OR (r.status = 'held' AND r.expires_at > ${now}))
      AND (${locationIds}::text[] IS NULL OR r.location_id = ANY(${locationIds}::text[]))
    ORDER BY r.created_at, r.id`;
  if (rows.length === 0) return false;
  // Read again: the caller has changed them since it locked them.
  const levels = await lockLevels(tx, [...new Set(rows.map((row) => row.variantId))], locationIds);
  const fillings = fill(
    rows.map((row) => ({
      ...row,
      // A line that may not be split stays where the rest of it is.
      places: row.splitLines ? [...new Set([row.locationId, ...row.places])] : [row.locationId],
    })),
    levels.map((level) => ({ ...level, free: subtractQuantity(level.onHand, level.reserved) })),
  );
  if (fillings.length === 0) return false;
  await write(tx, fillings);
  const orders = new Map(rows.map((row) => [row.id, row.orderId]));
  const orderIds = [...new Set(fillings.flatMap((filling) => orders.get(filling.id) ?? []))];
  if (orderIds.length) emit(tx, ...orderIds.map(supplyArrived));
  return true;
}

/** The variants that somebody waits for although some lie free. */
export async function waitingVariants(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.variant_id AS id FROM reservation r
    JOIN stock_level l ON l.variant_id = r.variant_id AND l.on_hand > l.reserved
    WHERE r.kind = 'supply' AND r.status IN ('held', 'committed') ORDER BY 1`;
  return rows.map((row) => row.id);
}

/** Gives those who wait for a variant what lies free of it. Locks its levels. */
export async function fillVariant(tx: Tx, variantId: string, now: Date): Promise<void> {
  await lockLevels(tx, [variantId]);
  if (await fillWaiting(tx, [variantId], now)) emit(tx, levelsChanged([variantId]));
}

/** Each filled part becomes a reservation of its own; the last one is the promise itself. */
async function write(tx: Tx, fillings: readonly Filling[]): Promise<void> {
  const text = JSON.stringify(fillings.map((filling) => ({ ...filling, newId: newId("reservation") })));
  await tx.$executeRaw`
    WITH filling AS (
      SELECT * FROM jsonb_to_recordset(${text}::jsonb) AS f(id text, "newId" text, "variantId" text, "fromId" text,
        "toId" text, quantity numeric, last boolean)
    ), moved AS (
      UPDATE stock_level l SET reserved = l.reserved + d.reserved, backordered = l.backordered - d.backordered, updated_at = now()
      FROM (
        SELECT variant_id, location_id, sum(reserved) AS reserved, sum(backordered) AS backordered FROM (
          SELECT "variantId" AS variant_id, "toId" AS location_id, quantity AS reserved, 0 AS backordered FROM filling
          UNION ALL SELECT "variantId", "fromId", 0, quantity FROM filling) both_sides GROUP BY 1, 2
      ) d WHERE l.variant_id = d.variant_id AND l.location_id = d.location_id
    ), turned AS (
      UPDATE reservation r SET kind = 'stock', location_id = f."toId", quantity = f.quantity, updated_at = now()
      FROM filling f WHERE r.id = f.id AND f.last
    ), lowered AS (
      UPDATE reservation r SET quantity = r.quantity - f.quantity, updated_at = now()
      FROM (SELECT id, sum(quantity) AS quantity FROM filling GROUP BY id HAVING NOT bool_or(last)) f WHERE r.id = f.id
    )
    INSERT INTO reservation (id, variant_id, location_id, order_id, order_line_id, cart_id, kind, quantity, status, expires_at, created_at)
    SELECT f."newId", r.variant_id, f."toId", r.order_id, r.order_line_id, r.cart_id, 'stock', f.quantity, r.status, r.expires_at, r.created_at
    FROM filling f JOIN reservation r ON r.id = f.id WHERE NOT f.last`;
}
