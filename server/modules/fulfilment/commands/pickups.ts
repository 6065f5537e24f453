import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged, deliveryShipped, pickupEvent } from "../events.ts";
import type { LockedDelivery } from "../locks.ts";
import { changeStatus } from "./change-status.ts";
import { linesOf } from "./lines-of.ts";
import { pack } from "./pack-delivery.ts";

const refused = (delivery: LockedDelivery) =>
  new DomainError("conflict", "fulfilment.transition_not_allowed", { number: delivery.number, from: delivery.status });

/**
 * What a buyer collects lies ready: picked whole (unless somebody has picked a part of it by hand: what is missing becomes a
 * backorder), packed, and waiting until `collectBy`. Answers the number of the backorder, or null. Throws conflict
 * `fulfilment.transition_not_allowed` for what is no pickup, or is ready already; as `pack`.
 */
export async function makeReady(
  tx: Tx,
  delivery: LockedDelivery,
  { collectBy, now }: { collectBy: string; now: Date },
): Promise<{ backorder: string | null }> {
  if (!delivery.pickup || delivery.readyAt) throw refused(delivery);
  let at = delivery;
  let backorder: string | null = null;
  if (at.status === "planned") at = await changeStatus(tx, at, "start_picking");
  if (at.status === "picking") {
    at = await pickAll(tx, at, now);
    const lines = (await linesOf(tx, at.id)).filter((line) => line.picked > 0);
    const parcel = { lines: lines.map((line) => ({ deliveryLineId: line.id, quantity: line.picked })) };
    backorder = (await pack(tx, at, [parcel], now)).backorder;
    at = { ...at, status: "packed", version: at.version + 1 };
  }
  if (at.status !== "packed") throw refused(delivery);
  const { count } = await tx.delivery.updateMany({
    where: { id: at.id, status: "packed", version: at.version, readyAt: null },
    data: { readyAt: now, collectBy: new Date(`${collectBy}T00:00:00Z`), version: { increment: 1 } },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.version_conflict");
  emit(tx, pickupEvent("ready", at.id, at.orderId));
  return { backorder };
}

/** All of it is there, unless somebody has written what was found. */
async function pickAll(tx: Tx, delivery: LockedDelivery, now: Date): Promise<LockedDelivery> {
  const lines = await linesOf(tx, delivery.id);
  if (lines.some((line) => line.picked > 0)) return delivery;
  const picked = await changeStatus(tx, delivery, "pick", { pickedAt: now });
  await tx.$executeRaw`UPDATE delivery_line SET picked = quantity WHERE delivery_id = ${delivery.id}`;
  return picked;
}

export type HandedOver = {
  lines: { orderLineId: string; reservationId: string | null; variantId: string; quantity: number }[];
  parcels: string[];
};

/**
 * The buyer has it: it leaves the place and arrives in one step. Answers what left, for the stock ledger and the order.
 * Throws conflict `fulfilment.transition_not_allowed` unless it lay ready.
 */
export async function handOver(tx: Tx, delivery: LockedDelivery, now: Date): Promise<HandedOver> {
  if (!delivery.pickup || !delivery.readyAt) throw refused(delivery);
  const left = await changeStatus(tx, delivery, "ship", { shippedAt: now });
  await changeStatus(tx, left, "deliver", { deliveredAt: now });
  const lines = await linesOf(tx, delivery.id);
  const parcels = await tx.parcel.findMany({ where: { deliveryId: delivery.id }, select: { number: true } });
  await tx.parcel.updateMany({
    where: { deliveryId: delivery.id },
    data: { status: "delivered", shippedAt: now, deliveredAt: now },
  });
  emit(tx, deliveryShipped(delivery.id, delivery.orderId), deliveryChanged(delivery.id, delivery.orderId));
  return { lines, parcels: parcels.map((parcel) => parcel.number) };
}

/** Notes that the buyer was reminded; false when somebody did before, or it was collected meanwhile. */
export async function markReminded(tx: Tx, deliveryId: string, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<{ orderId: string }[]>`
    UPDATE delivery SET reminded_at = ${now}, updated_at = ${now}
    WHERE id = ${deliveryId} AND status = 'packed' AND ready_at IS NOT NULL AND reminded_at IS NULL
    RETURNING order_id AS "orderId"`;
  for (const { orderId } of rows) emit(tx, pickupEvent("overdue", deliveryId, orderId));
  return rows.length === 1;
}
