import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db } from "#server/platform/db.ts";
import type { DeliveryAddress } from "./contract.ts";
import { addressOf } from "./queries.ts";

/** What a parcel's label says. */
export type LabelFacts = {
  number: string;
  carrier: string;
  trackingNumber: string;
  bookedAt: string;
  weightG: number | null;
  service: string;
  routing: string;
  from: { name: string; line1: string; town: string };
  to: DeliveryAddress;
  instructions: string | null;
  lines: { name: string; quantity: number }[];
};

/** The label of a booked parcel, for the house alone. Throws not_found `fulfilment.parcel_not_found`. */
export async function labelFacts(db: Db, scope: Scope, number: string): Promise<LabelFacts> {
  const row = scope.all
    ? await db.parcel.findUnique({
        where: { number },
        include: {
          delivery: { include: { location: true } },
          lines: { include: { deliveryLine: { include: { orderLine: { select: { name: true } } } } } },
        },
      })
    : null;
  if (!row?.bookedAt || !row.trackingNumber) throw new DomainError("not_found", "fulfilment.parcel_not_found");
  const { location, address } = row.delivery;
  const { service = "", routing = "" } = (row.label ?? {}) as { service?: string; routing?: string };
  const to = addressOf(address);
  return {
    ...{ number: row.number, carrier: row.carrier, trackingNumber: row.trackingNumber, weightG: row.weightG },
    ...{ bookedAt: row.bookedAt.toISOString(), service, routing, to, instructions: to.instructions },
    from: {
      name: location.name,
      line1: location.line1 ?? "",
      town: `${location.postcode ?? ""} ${location.city ?? ""}`.trim(),
    },
    lines: row.lines.map(({ quantity, deliveryLine }) => ({
      name: deliveryLine.orderLine.name,
      quantity: Number(quantity),
    })),
  };
}
