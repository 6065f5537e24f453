import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { addQuantity, type Quantity } from "../../kernel/quantity.ts";
import type { By } from "../../platform/audit.ts";
import type { Tx } from "../../platform/db.ts";
import { lockLevels } from "./locks.ts";
import type { Demand } from "./model.ts";
import { writeMoves } from "./moves.ts";

/**
 * Turns an order's holds into commitments, once paid. Answers false, changing nothing, when part of them is gone (expired
 * and given back): the caller then reserves anew or refunds. Repeating it is harmless.
 */
export async function commitReservations(tx: Tx, orderId: string, demands: readonly Demand[]): Promise<boolean> {
  // All that is wanted, not only what is still held: who then takes the rest again must not go back in the lock order.
  await lockLevels(
    tx,
    demands.map((demand) => demand.variantId),
  );
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

/** Lets an unpaid order hold its stock for longer. Its hold is its own: no level changes. */
export async function extendHolds(tx: Tx, orderId: string, until: Date): Promise<void> {
  await tx.reservation.updateMany({ where: { orderId, status: "held" }, data: { expiresAt: until } });
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
  const found = await tx.reservation.findMany({ where: { id: { in: ids }, status: "committed", kind: "stock" } });
  await lockLevels(
    tx,
    found.map((r) => r.variantId),
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
