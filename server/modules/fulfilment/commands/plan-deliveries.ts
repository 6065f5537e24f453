import { newId } from "#server/kernel/ids.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Prisma, Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged } from "../events.ts";

export type PlanInput = {
  orderId: string;
  /** The order's delivery address, copied into each delivery. */
  address: Prisma.InputJsonValue;
  /** What is committed to the order, by reservation. */
  reserved: readonly {
    reservationId: string;
    orderLineId: string;
    variantId: string;
    locationId: string;
    quantity: Quantity;
  }[];
  now: Date;
};

/**
 * Plans one delivery per location that holds goods for the order. Repeating it plans nothing: call it under the order's
 * lock. Answers the deliveries planned now.
 */
export async function planDeliveries(tx: Tx, input: PlanInput): Promise<{ id: string; number: string }[]> {
  const planned = await tx.delivery.count({ where: { orderId: input.orderId, status: { not: "cancelled" } } });
  if (planned > 0) return [];
  const made: { id: string; number: string }[] = [];
  for (const locationId of [...new Set(input.reserved.map((r) => r.locationId))].sort()) {
    const delivery = { id: newId("delivery"), number: await nextNumber(tx, "delivery", input.now) };
    await tx.delivery.create({
      data: {
        ...delivery,
        orderId: input.orderId,
        locationId,
        address: input.address,
        createdAt: input.now,
        lines: {
          create: input.reserved
            .filter((r) => r.locationId === locationId)
            .map(({ reservationId, orderLineId, variantId, quantity }) => ({
              id: newId("deliveryLine"),
              reservationId,
              orderLineId,
              variantId,
              quantity,
            })),
        },
      },
    });
    made.push(delivery);
  }
  await emit(tx, ...made.map(({ id }) => deliveryChanged(id, input.orderId)));
  return made;
}
