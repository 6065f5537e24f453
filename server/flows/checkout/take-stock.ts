// Taking the stock of an order whose money is there: the hold becomes a promise, or is taken again when it ran out.
// Locks (order held by the caller): stock levels. A late success that finds nothing left is for the caller to refund.
import { DomainError } from "#server/kernel/errors.ts";
import { channelById } from "#server/modules/channels/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import { commitReservations, destinationOf, releaseReservations, reserve } from "#server/modules/stock/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** True when the order has all its stock now; false, with nothing held, when somebody else has it. */
export async function takeStock(tx: Tx, order: LockedOrder, now: Date): Promise<boolean> {
  const demands = order.lines.flatMap((line) =>
    line.variantId ? [{ lineId: line.id, variantId: line.variantId, quantity: Number(line.quantity) }] : [],
  );
  if (await commitReservations(tx, order.id, demands)) return true;
  await releaseReservations(tx, order.id);
  // Who bought what was on order still waits for it; who bought from stock never agreed to wait.
  const waited = await tx.reservation.count({ where: { orderId: order.id, kind: "supply" } });
  try {
    await reserve(tx, {
      orderId: order.id,
      demands,
      channel: await channelById(tx, order.channelId),
      to: destinationOf(order.deliveryAddress),
      collectAt: order.pickupLocationId,
      acceptsWaiting: waited > 0,
      expiresAt: null,
      now,
    });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError) || !["stock.not_enough", "stock.must_wait"].includes(error.code)) throw error;
    return false;
  }
}
