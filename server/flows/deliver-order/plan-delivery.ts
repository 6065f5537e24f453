// Plan delivery: what a confirmed order has here, committed and in no delivery yet becomes one delivery per location.
// A job of sales.order.confirmed and stock.supply.arrived, and of the clock for pre-orders whose day has come.
// Locks: order. Repeating it plans nothing new.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { committedStock, ordersToPlan, planDeliveries } from "#server/modules/fulfilment/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { promiseParts } from "./promise-parts.ts";

/** Answers the numbers of the deliveries planned now. Throws not_found `sales.order_not_found`. */
export function planDelivery(orderId: string, clock: Clock = systemClock): Promise<string[]> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    // Cancelled in the meantime: its stock went back.
    if (order.status !== "confirmed") return [];
    const now = clock.now();
    const reserved = await committedStock(tx, order.id, now);
    const places = [...new Set(reserved.map((part) => part.locationId))];
    const planned = await planDeliveries(tx, {
      orderId: order.id,
      address: order.deliveryAddress ?? {},
      reserved,
      pickup: order.pickupLocationId !== null,
      wantedOn: order.wantedOn,
      promises: await promiseParts(tx, order, places, now),
      now,
    });
    return planned.map((delivery) => delivery.number);
  });
}

/** Plans what no event announced: pre-orders whose day has come. Answers how many deliveries were planned. */
export async function planReady(clock: Clock = systemClock, limit = 500): Promise<number> {
  let count = 0;
  for (const orderId of await ordersToPlan(db(), clock.now(), limit)) {
    count += (await planDelivery(orderId, clock)).length;
  }
  return count;
}
