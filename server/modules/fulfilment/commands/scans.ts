import { newId } from "#server/kernel/ids.ts";
import type { Db, Prisma, Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { deliveryChanged } from "../events.ts";
import type { Booking, CarrierScan, PostalPlace } from "../port.ts";
import { addressOf } from "../queries.ts";

/** What a carrier is asked about a parcel, or to take. */
export type ParcelForCarrier = {
  id: string;
  number: string;
  status: string;
  weightG: number | null;
  carrierCode: string;
  trackingNumber: string | null;
  bookedAt: Date | null;
  shippedAt: Date | null;
  orderId: string;
  deliveryNumber: string;
  from: PostalPlace;
  to: PostalPlace;
  /** The carrier of the order's shipping method. */
  methodCarrier: string;
};

const columns = {
  id: true,
  number: true,
  status: true,
  weightG: true,
  carrierCode: true,
  trackingNumber: true,
  bookedAt: true,
  shippedAt: true,
  delivery: {
    select: {
      orderId: true,
      number: true,
      address: true,
      location: { select: { name: true, line1: true, postcode: true, city: true, country: true } },
      order: { select: { shippingMethodCode: true } },
    },
  },
} as const satisfies Prisma.ParcelSelect;

type Row = Prisma.ParcelGetPayload<{ select: typeof columns }>;

function forCarrier({ delivery, ...parcel }: Row, methods: ReadonlyMap<string, string>): ParcelForCarrier {
  const { location, address, order, orderId, number: deliveryNumber } = delivery;
  const { recipient, line1, postcode, city, country } = addressOf(address);
  return {
    ...parcel,
    orderId,
    deliveryNumber,
    from: {
      recipient: location.name,
      line1: location.line1 ?? "",
      postcode: location.postcode ?? "",
      city: location.city ?? location.name,
      country: location.country ?? "FR",
    },
    to: { recipient, line1, postcode, city, country },
    methodCarrier: methods.get(order.shippingMethodCode) ?? "manual",
  };
}

const methodCarriers = async (db: Db): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.shippingMethod.findMany({ select: { code: true, carrierCode: true } });
  return new Map(rows.map((row) => [row.code, row.carrierCode]));
};

/** One parcel as its carrier is told of it; null when there is none. */
export async function parcelForCarrier(db: Db, id: string): Promise<ParcelForCarrier | null> {
  const row = await db.parcel.findUnique({ where: { id }, select: columns });
  return row && forCarrier(row, await methodCarriers(db));
}

/** Booked parcels on their way, those that were asked after longest ago first. */
export async function parcelsToTrack(db: Db, limit: number): Promise<ParcelForCarrier[]> {
  const rows = await db.parcel.findMany({
    where: { status: "shipped", bookedAt: { not: null } },
    orderBy: [{ trackedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: limit,
    select: columns,
  });
  const methods = await methodCarriers(db);
  return rows.map((row) => forCarrier(row, methods));
}

/** Writes down what a carrier booked, once; false when somebody was faster or the parcel left. Call it under the order's lock. */
export async function recordBooking(
  tx: Tx,
  parcel: Pick<ParcelForCarrier, "id" | "orderId">,
  { carrierCode, booking, now }: { carrierCode: string; booking: Booking; now: Date },
): Promise<boolean> {
  const { trackingNumber, trackingUrl, service, routing } = booking;
  const { count } = await tx.parcel.updateMany({
    where: { id: parcel.id, status: "packed", bookedAt: null },
    data: { trackingNumber, trackingUrl, carrierCode, bookedAt: now, label: { service, routing } },
  });
  if (count === 0) return false;
  const { deliveryId } = await tx.parcel.findUniqueOrThrow({ where: { id: parcel.id }, select: { deliveryId: true } });
  emit(tx, deliveryChanged(deliveryId, parcel.orderId));
  return true;
}

/**
 * Writes down scans that are not known yet, each once, and that the carrier was asked now. Answers those that are new. Call
 * it under the order's lock.
 */
export async function recordScans(
  tx: Tx,
  parcel: Pick<ParcelForCarrier, "id" | "orderId">,
  scans: readonly CarrierScan[],
  now: Date,
): Promise<CarrierScan[]> {
  const known = await tx.parcelScan.findMany({ where: { parcelId: parcel.id }, select: { externalId: true } });
  const names = new Set(known.map(({ externalId }) => externalId));
  const fresh = scans.filter(({ externalId }) => !names.has(externalId) && names.add(externalId));
  const { deliveryId } = await tx.parcel.update({
    where: { id: parcel.id },
    data: { trackedAt: now },
    select: { deliveryId: true },
  });
  if (fresh.length === 0) return [];
  await tx.parcelScan.createMany({
    data: fresh.map((scan) => ({ ...scan, id: newId("parcelScan"), parcelId: parcel.id, receivedAt: now })),
    skipDuplicates: true,
  });
  emit(tx, deliveryChanged(deliveryId, parcel.orderId));
  return fresh;
}
