import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { addQuantity, type Quantity } from "../../kernel/quantity.ts";
import type { By } from "../../platform/audit.ts";
import type { Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import { levelsChanged } from "./events.ts";
import { lockLevels, lockLevelsOfOrder } from "./locks.ts";
import { type Demand, source } from "./model.ts";
import { writeMoves } from "./moves.ts";

export type ReserveInput = {
  orderId: string;
  demands: readonly Demand[];
  /** Locations that may serve, by priority. */
  locationIds: readonly string[];
  /** When the hold ends; null commits at once (already paid). */
  expiresAt: Date | null;
  now: Date;
};

/**
 * Holds stock for an order, all lines or none. Holds of others that are past their time are given back on the way, so
 * that they are sellable at once. Throws DomainError conflict `stock.not_enough` { variantId, wanted, available }.
 */
export async function reserve(tx: Tx, input: ReserveInput): Promise<void> {
  const variantIds = [...new Set(input.demands.map((d) => d.variantId))];
  const levels = await lockLevels(tx, variantIds, input.locationIds);
  const freed = await releaseExpiredOf(tx, variantIds, input.locationIds, input.now);
  const supplies = levels.map((level) => ({
    variantId: level.variantId,
    locationId: level.locationId,
    available: level.onHand - level.reserved + (freed.get(`${level.variantId} ${level.locationId}`) ?? 0),
  }));
  const { allocations, missing } = source(input.demands, supplies, input.locationIds);
  const short = missing[0];
  if (short) throw new DomainError("conflict", "stock.not_enough", short);

  const rows = allocations.map((a) => ({ ...a, id: newId("reservation") }));
  // One statement: raise the levels under their condition and write the reservations, or find out that one was short.
  const written = await tx.$executeRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id text, "lineId" text, "variantId" text, "locationId" text, quantity numeric)
    ), raised AS (
      UPDATE stock_level l SET reserved = l.reserved + w.quantity, updated_at = now()
      FROM (SELECT "variantId", "locationId", sum(quantity) AS quantity FROM wanted GROUP BY 1, 2) w
      WHERE l.variant_id = w."variantId" AND l.location_id = w."locationId" AND l.on_hand - l.reserved >= w.quantity
      RETURNING l.variant_id, l.location_id
    )
    INSERT INTO reservation (id, variant_id, location_id, order_id, order_line_id, quantity, status, expires_at)
    SELECT w.id, w."variantId", w."locationId", ${input.orderId}, w."lineId", w.quantity,
      ${input.expiresAt ? "held" : "committed"}, ${input.expiresAt}::timestamptz
    FROM wanted w JOIN raised r ON r.variant_id = w."variantId" AND r.location_id = w."locationId"`;
  if (written !== rows.length)
    throw new DomainError("conflict", "stock.not_enough", { variantId: variantIds[0] ?? "" });
  await emit(tx, levelsChanged(variantIds));
}

/** Gives back expired holds on these variants; the quantities freed by "variant location". Levels must be locked. */
async function releaseExpiredOf(
  tx: Tx,
  variantIds: readonly string[],
  locationIds: readonly string[],
  now: Date,
): Promise<Map<string, Quantity>> {
  const rows = await tx.$queryRaw<{ variantId: string; locationId: string; quantity: number }[]>`
    WITH released AS (
      UPDATE reservation SET status = 'released', updated_at = now()
      WHERE variant_id = ANY(${variantIds}::text[]) AND location_id = ANY(${locationIds}::text[])
        AND status = 'held' AND expires_at <= ${now}
      RETURNING variant_id, location_id, quantity
    ), freed AS (
      SELECT variant_id, location_id, sum(quantity) AS quantity FROM released GROUP BY 1, 2
    )
    UPDATE stock_level l SET reserved = l.reserved - f.quantity, updated_at = now()
    FROM freed f WHERE l.variant_id = f.variant_id AND l.location_id = f.location_id
    RETURNING l.variant_id AS "variantId", l.location_id AS "locationId", f.quantity::float8 AS quantity`;
  return new Map(rows.map((r) => [`${r.variantId} ${r.locationId}`, r.quantity]));
}

/**
 * Turns an order's holds into commitments, once paid. Answers false, changing nothing, when part of them is gone (expired
 * and given back): the caller then reserves anew or refunds. Repeating it is harmless.
 */
export async function commitReservations(tx: Tx, orderId: string, demands: readonly Demand[]): Promise<boolean> {
  await lockLevelsOfOrder(tx, orderId);
  const rows = await tx.$queryRaw<{ lineId: string; quantity: number }[]>`
    SELECT order_line_id AS "lineId", sum(quantity)::float8 AS quantity FROM reservation
    WHERE order_id = ${orderId} AND status IN ('held', 'committed', 'consumed') GROUP BY 1`;
  const live = new Map(rows.map((r) => [r.lineId, r.quantity]));
  if (demands.some((d) => (live.get(d.lineId) ?? 0) < d.quantity)) return false;
  await tx.reservation.updateMany({
    where: { orderId, status: "held" },
    data: { status: "committed", expiresAt: null },
  });
  return true;
}

/** Gives back what an order still holds or has committed and not shipped. Repeating it is harmless. */
export async function releaseReservations(tx: Tx, orderId: string): Promise<void> {
  await lockLevelsOfOrder(tx, orderId);
  const rows = await tx.$queryRaw<{ variantId: string }[]>`
    WITH released AS (
      UPDATE reservation SET status = 'released', updated_at = now()
      WHERE order_id = ${orderId} AND status IN ('held', 'committed')
      RETURNING variant_id, location_id, quantity
    ), freed AS (
      SELECT variant_id, location_id, sum(quantity) AS quantity FROM released GROUP BY 1, 2
    )
    UPDATE stock_level l SET reserved = l.reserved - f.quantity, updated_at = now()
    FROM freed f WHERE l.variant_id = f.variant_id AND l.location_id = f.location_id
    RETURNING l.variant_id AS "variantId"`;
  if (rows.length) await emit(tx, levelsChanged(rows.map((r) => r.variantId)));
}

export type ConsumeInput = {
  reservationId: string;
  quantity: Quantity;
  document: { type: string; id: string };
};

/**
 * Ships reserved stock: moves go from each location to the customer, on hand and reserved fall together. A part of a
 * reservation may be shipped; the rest stays committed. Throws DomainError not_found `stock.reservation_not_found`,
 * conflict `stock.reservation_too_small`.
 */
export async function consumeReservations(tx: Tx, inputs: readonly ConsumeInput[], by: By): Promise<void> {
  const ids = inputs.map((i) => i.reservationId);
  const found = await tx.reservation.findMany({ where: { id: { in: ids }, status: "committed" } });
  await lockLevels(
    tx,
    found.map((r) => r.variantId),
    found.map((r) => r.locationId),
  );
  const shipped = inputs.map((input) => {
    const reservation = found.find((r) => r.id === input.reservationId);
    if (!reservation) throw new DomainError("not_found", "stock.reservation_not_found");
    return { ...input, ...{ variantId: reservation.variantId, locationId: reservation.locationId, reservation } };
  });
  const total = new Map<string, Quantity>();
  for (const s of shipped) total.set(s.reservationId, addQuantity(total.get(s.reservationId) ?? 0, s.quantity));

  for (const reservation of found) {
    const quantity = total.get(reservation.id) ?? 0;
    const whole = Number(reservation.quantity) === quantity;
    const changed = whole
      ? await tx.reservation.updateMany({
          where: { id: reservation.id, status: "committed", quantity },
          data: { status: "consumed" },
        })
      : await tx.reservation.updateMany({
          where: { id: reservation.id, status: "committed", quantity: { gt: quantity } },
          data: { quantity: { decrement: quantity } },
        });
    if (changed.count === 0) throw new DomainError("conflict", "stock.reservation_too_small");
    if (!whole) {
      await tx.reservation.create({
        data: {
          id: newId("reservation"),
          variantId: reservation.variantId,
          locationId: reservation.locationId,
          orderId: reservation.orderId,
          orderLineId: reservation.orderLineId,
          quantity,
          status: "consumed",
        },
      });
    }
  }
  const customer = await tx.location.findUniqueOrThrow({ where: { code: "CUSTOMER" }, select: { id: true } });
  await writeMoves(
    tx,
    shipped.map((s) => ({
      variantId: s.variantId,
      fromId: s.locationId,
      toId: customer.id,
      quantity: s.quantity,
      reason: "shipment",
      document: s.document,
      reserved: true,
    })),
    by,
  );
}
