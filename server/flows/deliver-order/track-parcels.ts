// Where the parcels are: carriers are asked in turn, outside of any transaction; what they saw goes on the order's timeline
// once, in whatever order it comes in, and "delivered" delivers. A job of the clock. Locks: order → its deliveries.
import { carrierByCode } from "#server/adapters/carriers/registry.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { type ParcelForCarrier, parcelsToTrack, recordScans } from "#server/modules/fulfilment/index.ts";
import type { CarrierScan } from "#server/modules/fulfilment/port.ts";
import { lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { arrive } from "./mark-delivered.ts";

/** Asks after booked parcels on their way, the longest unasked first; how many scans were new. */
export async function trackParcels(clock: Clock = systemClock, limit = 200, carriers = carrierByCode): Promise<number> {
  let count = 0;
  for (const parcel of await parcelsToTrack(db(), limit)) {
    const { trackingNumber, bookedAt } = parcel;
    if (!trackingNumber || !bookedAt) continue;
    try {
      const scans = await carriers(parcel.carrierCode).track({ ...parcel, trackingNumber, bookedAt }, clock.now());
      count += await takeScans(parcel, scans, clock);
    } catch (error) {
      // One carrier that does not answer keeps nobody else's parcels waiting.
      if (!(error instanceof DomainError)) throw error;
      log.warn({ parcelId: parcel.id, code: error.code }, "asking after a parcel waits for its carrier");
    }
  }
  return count;
}

/** Takes scans in, however often and in whatever order they come; how many were new. */
export function takeScans(
  parcel: Pick<ParcelForCarrier, "id" | "number" | "orderId">,
  scans: readonly CarrierScan[],
  clock: Clock = systemClock,
): Promise<number> {
  return inTx(async (tx) => {
    const now = clock.now();
    const order = await lockOrder(tx, parcel.orderId);
    // What a carrier's clock puts into the future happened now at the latest.
    const told = scans.map((scan) => (scan.occurredAt > now ? { ...scan, occurredAt: now } : scan));
    const fresh = await recordScans(tx, parcel, told, now);
    const { status, shippedAt } = await tx.parcel.findUniqueOrThrow({ where: { id: parcel.id } });
    for (const scan of fresh.filter((one) => one.status !== "delivered")) {
      const data = { parcel: parcel.number, scan: scan.status, place: scan.place, reason: scan.reason };
      await recordEvent(tx, order.id, { type: "scanned", data }, bySystem, scan.occurredAt);
    }
    const delivered = fresh.find((scan) => scan.status === "delivered");
    if (delivered && status === "shipped") {
      const at = shippedAt && delivered.occurredAt < shippedAt ? shippedAt : delivered.occurredAt;
      await arrive(tx, order, parcel.id, at, bySystem);
    }
    return fresh.length;
  });
}
