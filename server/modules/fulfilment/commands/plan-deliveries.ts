import { newId } from "#server/kernel/ids.ts";
import { type Quantity, subtractQuantity } from "#server/kernel/quantity.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Prisma, Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged } from "../events.ts";
import type { DaySpan } from "../promise.ts";

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
  /** Does the buyer collect it? */
  pickup: boolean;
  /** By location: the days for which what leaves there is promised. */
  promises: ReadonlyMap<string, DaySpan>;
  /** The day that the buyer asked for. */
  wantedOn: Date | null;
  now: Date;
};

/** The promise of what leaves a place, as its columns. */
export const promisedAt = ({ promises }: Pick<PlanInput, "promises">, locationId: string) => {
  const span = promises.get(locationId);
  const date = (day: string) => new Date(`${day}T00:00:00Z`);
  return { promisedFrom: span ? date(span.from) : null, promisedTo: span ? date(span.to) : null };
};

/** What of these reservations is in no delivery that is still here. */
async function unplanned(tx: Tx, reserved: PlanInput["reserved"]): Promise<PlanInput["reserved"]> {
  const rows = await tx.deliveryLine.groupBy({
    by: ["reservationId"],
    where: {
      orderLineId: { in: reserved.map((r) => r.orderLineId) },
      reservationId: { in: reserved.map((r) => r.reservationId) },
      delivery: { status: { in: ["planned", "picking", "packed"] } },
    },
    _sum: { quantity: true },
  });
  const planned = new Map(rows.map((row) => [row.reservationId, Number(row._sum.quantity)]));
  return reserved
    .map((r) => ({ ...r, quantity: subtractQuantity(r.quantity, planned.get(r.reservationId) ?? 0) }))
    .filter((r) => r.quantity > 0);
}

/**
 * Plans one delivery per location for goods of the order that are in none yet: all of it at first, later what came for
 * it. Repeating it plans nothing: call it under the order's lock. Answers the deliveries planned now.
 */
export async function planDeliveries(tx: Tx, input: PlanInput): Promise<{ id: string; number: string }[]> {
  const open = await unplanned(tx, input.reserved);
  const made: { id: string; number: string }[] = [];
  for (const locationId of [...new Set(open.map((r) => r.locationId))].sort()) {
    const delivery = { id: newId("delivery"), number: await nextNumber(tx, "delivery", input.now) };
    await tx.delivery.create({
      data: {
        ...delivery,
        orderId: input.orderId,
        locationId,
        pickup: input.pickup,
        wantedOn: input.wantedOn,
        ...promisedAt(input, locationId),
        address: input.address,
        createdAt: input.now,
        lines: {
          create: open
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
  emit(tx, ...made.map(({ id }) => deliveryChanged(id, input.orderId)));
  return made;
}
