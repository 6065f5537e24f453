import type { Tx } from "#server/platform/db.ts";

/** The shipping method an order was placed with; its name and code live on in the order when it is gone. */
export async function methodOfOrder(tx: Tx, orderId: string): Promise<{ carrier: string; trackingUrl: string | null }> {
  const order = await tx.salesOrder.findUniqueOrThrow({
    where: { id: orderId },
    select: { shippingMethodCode: true, shippingMethodName: true },
  });
  const method = await tx.shippingMethod.findUnique({
    where: { code: order.shippingMethodCode },
    select: { carrier: true, trackingUrl: true },
  });
  return method ?? { carrier: order.shippingMethodName, trackingUrl: null };
}
