// Plan delivery: what a confirmed order has committed becomes one delivery per location.
// A job of sales.order.confirmed. Locks: order. Repeating it plans nothing new.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { committedStock, planDeliveries } from "#server/modules/fulfilment/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { inTx } from "#server/platform/tx.ts";

/** Answers the numbers of the deliveries planned now. Throws not_found `sales.order_not_found`. */
export function planDelivery(orderId: string, clock: Clock = systemClock): Promise<string[]> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    // Cancelled in the meantime: its stock went back.
    if (order.status !== "confirmed") return [];
    const planned = await planDeliveries(tx, {
      orderId: order.id,
      address: order.deliveryAddress ?? {},
      reserved: await committedStock(tx, order.id),
      now: clock.now(),
    });
    return planned.map((delivery) => delivery.number);
  });
}
