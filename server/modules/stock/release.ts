import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { addQuantity, type Quantity, subtractQuantity, sumQuantity } from "../../kernel/quantity.ts";
import { type Db, Prisma, type Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import { levelsChanged } from "./events.ts";
import { fillWaiting } from "./fill-waiting.ts";
import { lockLevels, lockLevelsOfOrder } from "./locks.ts";

export type Freed = { variantId: string; locationId: string; stock: Quantity; supply: Quantity };

/**
 * Gives back the live reservations that a condition names, in one statement; what became free, by level. The levels must
 * be locked: each reservation is given back once.
 */
export function giveBack(tx: Tx, condition: Prisma.Sql): Promise<Freed[]> {
  return tx.$queryRaw<Freed[]>`
    WITH released AS (
      UPDATE reservation SET status = 'released', updated_at = now()
      WHERE status IN ('held', 'committed') AND ${condition}
      RETURNING variant_id, location_id, quantity, kind
    ), freed AS (
      SELECT variant_id, location_id, coalesce(sum(quantity) FILTER (WHERE kind = 'stock'), 0) AS stock,
        coalesce(sum(quantity) FILTER (WHERE kind = 'supply'), 0) AS supply
      FROM released GROUP BY 1, 2
    )
    UPDATE stock_level l SET reserved = l.reserved - f.stock, backordered = l.backordered - f.supply, updated_at = now()
    FROM freed f WHERE l.variant_id = f.variant_id AND l.location_id = f.location_id
    RETURNING l.variant_id AS "variantId", l.location_id AS "locationId", f.stock::float8 AS stock, f.supply::float8 AS supply`;
}

/** Gives back what an order still holds or has committed and not shipped, of both kinds. Repeating it is harmless. */
export async function releaseReservations(tx: Tx, orderId: string): Promise<void> {
  const levels = await lockLevelsOfOrder(tx, orderId);
  if (levels.length === 0) return;
  const freed = await giveBack(tx, Prisma.sql`order_id = ${orderId}`);
  await afterwards(tx, freed);
}

/** Gives back at most `limit` holds of baskets past their time; how many. (An order's expire with the order.) */
export async function releaseExpiredCarts(tx: Tx, now: Date, limit: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM reservation WHERE cart_id IS NOT NULL AND status = 'held' AND expires_at <= ${now}
    ORDER BY expires_at, id LIMIT ${limit}`;
  const ids = rows.map((row) => row.id);
  if (ids.length) await releaseHolds(tx, Prisma.sql`id = ANY(${ids}::text[]) AND expires_at <= ${now}`);
  return ids.length;
}

/** Forgets what baskets held and gave back before a moment: nobody reads it, and every change of a basket adds some. */
export async function forgetCartHolds(db: Db, before: Date): Promise<number> {
  const { count } = await db.reservation.deleteMany({
    where: { cartId: { not: null }, status: "released", updatedAt: { lt: before } },
  });
  return count;
}

async function releaseHolds(tx: Tx, condition: Prisma.Sql): Promise<void> {
  const rows = await tx.$queryRaw<{ variantId: string }[]>`
    SELECT DISTINCT variant_id AS "variantId" FROM reservation WHERE status = 'held' AND ${condition}`;
  if (rows.length === 0) return;
  await lockLevels(
    tx,
    rows.map((row) => row.variantId),
  );
  await afterwards(tx, await giveBack(tx, Prisma.sql`status = 'held' AND ${condition}`));
}

/** What became free goes to those who wait, then pages and the search index look again. */
async function afterwards(tx: Tx, freed: readonly Freed[]): Promise<void> {
  if (freed.length === 0) return;
  const variantIds = [...new Set(freed.map((f) => f.variantId))];
  await fillWaiting(tx, variantIds);
  emit(tx, levelsChanged(variantIds));
}

export type ReleaseQuantity = { orderLineId: string; quantity: Quantity };

/**
 * Gives back parts of an order's lines: what still waits for goods first, then stock, the latest reservation first. What
 * has shipped cannot be given back. Call it under the order's lock, with its deliveries called off or changed already.
 * Throws DomainError conflict `stock.reservation_too_small`.
 */
export async function releaseQuantity(tx: Tx, orderId: string, parts: readonly ReleaseQuantity[]): Promise<void> {
  await lockLevelsOfOrder(tx, orderId);
  const lineIds = parts.map((part) => part.orderLineId);
  const live = await tx.reservation.findMany({
    where: { orderId, orderLineId: { in: lineIds }, status: { in: ["held", "committed"] } },
    orderBy: [{ kind: "desc" }, { createdAt: "desc" }, { id: "desc" }],
  });
  const wanted = new Map<string, Quantity>();
  for (const part of parts) {
    wanted.set(part.orderLineId, addQuantity(wanted.get(part.orderLineId) ?? 0, part.quantity));
  }
  const whole: string[] = [];
  const partly: { id: string; newId: string; quantity: Quantity }[] = [];
  for (const row of live) {
    const open = wanted.get(row.orderLineId ?? "") ?? 0;
    const quantity = Math.min(open, Number(row.quantity));
    if (quantity <= 0) continue;
    wanted.set(row.orderLineId ?? "", subtractQuantity(open, quantity));
    if (quantity === Number(row.quantity)) whole.push(row.id);
    else partly.push({ id: row.id, newId: newId("reservation"), quantity });
  }
  if (sumQuantity([...wanted.values()]) > 0) throw new DomainError("conflict", "stock.reservation_too_small");
  // A part becomes a reservation of its own, and that is given back whole.
  await tx.$executeRaw`
    WITH part AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(partly)}::jsonb) AS p(id text, "newId" text, quantity numeric)
    ), lowered AS (
      UPDATE reservation r SET quantity = r.quantity - p.quantity, updated_at = now() FROM part p WHERE r.id = p.id
      RETURNING r.*, p."newId", p.quantity AS part
    )
    INSERT INTO reservation (id, variant_id, location_id, order_id, order_line_id, kind, quantity, status, expires_at, created_at)
    SELECT "newId", variant_id, location_id, order_id, order_line_id, kind, part, status, expires_at, created_at FROM lowered`;
  const ids = [...whole, ...partly.map((part) => part.newId)];
  await afterwards(tx, await giveBack(tx, Prisma.sql`id = ANY(${ids}::text[])`));
}
