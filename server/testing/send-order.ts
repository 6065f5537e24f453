// What a warehouse does with an order, for tests: everything of its planned deliveries is picked, packed and shipped.
import { everything } from "#server/access/scope.ts";
import { markDelivered } from "#server/flows/deliver-order/mark-delivered.ts";
import { packDelivery } from "#server/flows/deliver-order/pack-delivery.ts";
import { pickDelivery } from "#server/flows/deliver-order/pick-delivery.ts";
import { shipDelivery } from "#server/flows/deliver-order/ship-delivery.ts";
import { startPicking } from "#server/flows/deliver-order/start-picking.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { deliveryDetail } from "#server/modules/fulfilment/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";

const detail = (number: string) => deliveryDetail(db(), everything, number);

/** Picks and packs a delivery whole; ready to ship. */
export async function packWhole(number: string): Promise<void> {
  const planned = await detail(number);
  await startPicking({ number, version: planned.version }, bySystem);
  const lines = planned.lines.map((line) => ({ deliveryLineId: line.id, picked: line.quantity }));
  await pickDelivery({ number, version: planned.version + 1, lines }, bySystem);
  const picked = await detail(number);
  const inside = picked.lines.map((line) => ({ deliveryLineId: line.id, quantity: line.picked }));
  await packDelivery({ number, version: picked.version, parcels: [{ lines: inside }] }, bySystem);
}

/** Ships a packed delivery. */
export async function shipPacked(number: string): Promise<void> {
  const { version, parcels } = await detail(number);
  const tracked = parcels.map((parcel) => ({ id: parcel.id, trackingNumber: `T-${parcel.number}` }));
  await shipDelivery({ number, version, parcels: tracked }, bySystem);
}

/** Sends all that an order has planned; the numbers of its deliveries. */
export async function sendOrder(orderId: string): Promise<string[]> {
  const planned = await db().delivery.findMany({ where: { orderId, status: "planned" }, select: { number: true } });
  for (const { number } of planned) {
    await packWhole(number);
    await shipPacked(number);
  }
  return planned.map(({ number }) => number);
}

/** Sends all that an order has planned, and it arrives. */
export async function deliverOrder(orderId: string, clock: Clock = systemClock): Promise<void> {
  await sendOrder(orderId);
  const parcels = await db().parcel.findMany({ where: { delivery: { orderId } }, select: { id: true } });
  for (const { id } of parcels) await markDelivered(id, bySystem, clock);
}
