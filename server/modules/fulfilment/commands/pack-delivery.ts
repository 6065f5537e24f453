import { newId } from "#server/kernel/ids.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { PackInput } from "../contract.ts";
import { deliveryChanged } from "../events.ts";
import type { LockedDelivery } from "../locks.ts";
import { assertPacked, type Split, splitPicked } from "../model.ts";
import { changeStatus } from "./change-status.ts";
import { type DeliveryLineRow, linesOf } from "./lines-of.ts";
import { methodOfOrder } from "./method-of-order.ts";

/**
 * Closes picking: writes the parcels, and moves what was not picked to a delivery of its own, planned, that carries the
 * same reservations on. Answers the backorder's number, null when all was picked.
 * Throws conflict `fulfilment.nothing_picked`, unprocessable `fulfilment.parcels_do_not_match`, as `changeStatus`.
 */
export async function pack(
  tx: Tx,
  delivery: LockedDelivery,
  parcels: PackInput["parcels"],
  now: Date,
): Promise<{ backorder: string | null; parcelNumbers: string[] }> {
  const lines = await linesOf(tx, delivery.id);
  const split = splitPicked(lines);
  assertPacked(lines, parcels);
  await changeStatus(tx, delivery, "pack");
  const { carrier } = await methodOfOrder(tx, delivery.orderId);
  const parcelNumbers: string[] = [];
  for (const parcel of parcels) {
    const number = await nextNumber(tx, "parcel", now);
    await tx.parcel.create({
      data: {
        id: newId("parcel"),
        deliveryId: delivery.id,
        number,
        carrier,
        weightG: parcel.weightG ?? null,
        createdAt: now,
        lines: { create: parcel.lines },
      },
    });
    parcelNumbers.push(number);
  }
  emit(tx, deliveryChanged(delivery.id, delivery.orderId));
  return { backorder: await leaveBehind(tx, delivery, split, now), parcelNumbers };
}

async function leaveBehind(
  tx: Tx,
  delivery: LockedDelivery,
  { behind }: Split<DeliveryLineRow>,
  now: Date,
): Promise<string | null> {
  if (behind.length === 0) return null;
  const { address, ...same } = await tx.delivery.findUniqueOrThrow({
    where: { id: delivery.id },
    select: { address: true, pickup: true, promisedFrom: true, promisedTo: true },
  });
  const backorder = { id: newId("delivery"), number: await nextNumber(tx, "delivery", now) };
  await tx.delivery.create({
    data: {
      ...backorder,
      ...same,
      orderId: delivery.orderId,
      locationId: delivery.locationId,
      backorderOfId: delivery.id,
      address: address ?? {},
      createdAt: now,
    },
  });
  for (const { line, quantity, whole } of behind) {
    if (whole) {
      await tx.deliveryLine.update({ where: { id: line.id }, data: { deliveryId: backorder.id } });
      continue;
    }
    await tx.deliveryLine.update({ where: { id: line.id }, data: { quantity: line.picked } });
    await tx.deliveryLine.create({
      data: {
        id: newId("deliveryLine"),
        deliveryId: backorder.id,
        orderLineId: line.orderLineId,
        variantId: line.variantId,
        // The reservation keeps what shipping does not consume of it: both deliveries draw on the same one.
        reservationId: line.reservationId,
        quantity,
      },
    });
  }
  emit(tx, deliveryChanged(backorder.id, delivery.orderId));
  return backorder.number;
}
