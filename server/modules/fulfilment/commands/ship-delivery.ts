import { DomainError } from "#server/kernel/errors.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { ShipInput } from "../contract.ts";
import { deliveryShipped } from "../events.ts";
import type { LockedDelivery } from "../locks.ts";
import { trackingUrl } from "../model.ts";
import { changeStatus } from "./change-status.ts";
import { linesOf } from "./lines-of.ts";
import { methodOfOrder } from "./method-of-order.ts";

export type ShippedParcel = {
  number: string;
  carrier: string;
  trackingNumber: string;
  trackingUrl: string | null;
  lines: { name: string; quantity: Quantity }[];
};

export type Shipment = {
  lines: { orderLineId: string; reservationId: string | null; variantId: string; quantity: Quantity }[];
  parcels: ShippedParcel[];
  /** What stays behind in deliveries of their own that have not left. */
  backorders: { number: string; lines: { name: string; quantity: Quantity }[] }[];
};

/**
 * The parcels leave: every one gets its tracking number. Answers what left, for the stock ledger and the order.
 * Throws unprocessable `fulfilment.tracking_missing` unless each parcel is named once; as `changeStatus`.
 */
export async function ship(
  tx: Tx,
  delivery: LockedDelivery,
  labels: ShipInput["parcels"],
  now: Date,
): Promise<Shipment> {
  await changeStatus(tx, delivery, "ship", { shippedAt: now });
  const [lines, parcels, method] = [
    await linesOf(tx, delivery.id),
    await tx.parcel.findMany({
      where: { deliveryId: delivery.id },
      orderBy: { number: "asc" },
      include: { lines: true },
    }),
    await methodOfOrder(tx, delivery.orderId),
  ];
  const labelOf = new Map(labels.map((label) => [label.id, label]));
  if (labelOf.size !== labels.length || labels.length !== parcels.length || parcels.some((p) => !labelOf.has(p.id))) {
    throw new DomainError("unprocessable", "fulfilment.tracking_missing");
  }
  const nameOf = new Map(lines.map((line) => [line.id, line.name]));
  const shipped: ShippedParcel[] = [];
  for (const parcel of parcels) {
    const label = labelOf.get(parcel.id);
    if (!label) throw new DomainError("unprocessable", "fulfilment.tracking_missing");
    const carrier = label.carrier ?? parcel.carrier;
    // Another number than the booked one is another carrier's: the booking counts no more.
    const booked = parcel.bookedAt !== null && parcel.trackingNumber === label.trackingNumber;
    const data = {
      carrier,
      trackingNumber: label.trackingNumber,
      trackingUrl: booked ? parcel.trackingUrl : trackingUrl(method, carrier, label.trackingNumber),
    };
    await tx.parcel.updateMany({
      where: { id: parcel.id, status: "packed" },
      data: {
        ...data,
        ...(!booked && { carrierCode: "manual", bookedAt: null }),
        status: "shipped",
        shippedAt: now,
      },
    });
    shipped.push({
      number: parcel.number,
      ...data,
      lines: parcel.lines.map((l) => ({ name: nameOf.get(l.deliveryLineId) ?? "", quantity: Number(l.quantity) })),
    });
  }
  emit(tx, deliveryShipped(delivery.id, delivery.orderId));
  return { lines, parcels: shipped, backorders: await openBackorders(tx, delivery.id) };
}

async function openBackorders(tx: Tx, deliveryId: string): Promise<Shipment["backorders"]> {
  const rows = await tx.delivery.findMany({
    where: { backorderOfId: deliveryId, status: { in: ["planned", "picking", "packed"] } },
    select: {
      number: true,
      lines: {
        orderBy: { orderLine: { position: "asc" } },
        select: { quantity: true, orderLine: { select: { name: true } } },
      },
    },
  });
  return rows.map(({ number, lines }) => ({
    number,
    lines: lines.map((line) => ({ name: line.orderLine.name, quantity: Number(line.quantity) })),
  }));
}
