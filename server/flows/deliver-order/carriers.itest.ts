// A parcel from its booking to the buyer's door: booked once, scans in any order and number, delivered on the carrier's day.
import { beforeAll, describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import { createSimulatedCarrier } from "#server/adapters/carriers/simulated/carrier.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { deliveryDetail } from "#server/modules/fulfilment/index.ts";
import type { CarrierScan } from "#server/modules/fulfilment/port.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { openParcelLabel } from "../documents/open-document.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { bookParcel } from "./book-parcel.ts";
import { packDelivery } from "./pack-delivery.ts";
import { pickDelivery } from "./pick-delivery.ts";
import { shipDelivery } from "./ship-delivery.ts";
import { startPicking } from "./start-picking.ts";
import { takeScans, trackParcels } from "./track-parcels.ts";

const carrier = createSimulatedCarrier(1);
const carriers = () => carrier;
const left = new Date("2026-11-23T08:00:00Z");
const hoursOn = (hours: number) => fixedClock(new Date(left.getTime() + hours * 3_600_000).toISOString());

beforeAll(async () => {
  await testShop();
  await db().shippingMethod.updateMany({ where: { code: "test-home" }, data: { carrierCode: "simulated" } });
});

/** A packed delivery of one parcel. */
async function packed() {
  const order = await makeOrder({ lines: [{ price: "20.00", quantity: 1 }] });
  const { number } = await db().delivery.findFirstOrThrow({ where: { orderId: order.id } });
  const read = () => deliveryDetail(db(), everything, number);
  const seen = async () => ({ number, version: (await read()).version });
  await startPicking(await seen(), bySystem);
  const [line] = (await read()).lines;
  const deliveryLineId = line?.id ?? "";
  await pickDelivery({ ...(await seen()), lines: [{ deliveryLineId, picked: 1 }] }, bySystem);
  await packDelivery({ ...(await seen()), parcels: [{ lines: [{ deliveryLineId, quantity: 1 }] }] }, bySystem);
  const [parcel] = (await read()).parcels;
  if (!parcel) throw new Error("nothing was packed");
  return { order, parcel, read, seen };
}

async function onItsWay() {
  const at = await packed();
  await bookParcel(at.parcel.id, bySystem, new Date(left.getTime() - 3_600_000), carriers);
  const trackingNumber = (await at.read()).parcels[0]?.trackingNumber ?? "";
  await shipDelivery({ ...(await at.seen()), parcels: [{ id: at.parcel.id, trackingNumber }] }, bySystem, hoursOn(0));
  return { ...at, trackingNumber };
}
const scanOf = (at: { parcel: { id: string; number: string }; order: { id: string } }) => ({
  id: at.parcel.id,
  number: at.parcel.number,
  orderId: at.order.id,
});

describe("a booked parcel", () => {
  it("is booked once, whoever presses, and has a label that only the house may open", async () => {
    const { parcel, read } = await packed();
    expect((await read()).shippingMethod.books).toBe(true);
    await expect(openParcelLabel(db(), everything, parcel.number, "fr")).rejects.toMatchObject({
      code: "fulfilment.parcel_not_found",
    });
    await Promise.all([1, 2, 3].map(() => bookParcel(parcel.id, bySystem, left, carriers)));
    expect((await read()).parcels[0]).toMatchObject({ trackingNumber: expect.stringMatching(/^SIM\d{11}$/) });
    expect(await db().auditEntry.count({ where: { action: "fulfilment.booked", targetId: parcel.id } })).toBe(1);
    const { bytes, filename } = await openParcelLabel(db(), everything, parcel.number, "fr");
    expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe("%PDF-");
    expect(filename).toContain(parcel.number);
    await expect(openParcelLabel(db(), nothing, parcel.number, "fr")).rejects.toMatchObject({
      code: "fulfilment.parcel_not_found",
    });
  });

  it("is followed to the door: scans on the timeline, delivered at the carrier's hour, the order complete", async () => {
    const at = await onItsWay();
    expect(await trackParcels(hoursOn(30), 500, carriers)).toBeGreaterThanOrEqual(4);
    const before = await orderDetail(db(), everything, at.order.number);
    expect(before.status).toBe("confirmed");
    expect(before.timeline.filter(({ type }) => type === "scanned").length).toBeGreaterThanOrEqual(4);
    await trackParcels(hoursOn(200), 500, carriers);
    const told = await orderDetail(db(), everything, at.order.number);
    const [parcel] = told.deliveries[0]?.parcels ?? [];
    expect([told.status, told.deliveryStatus, parcel?.status]).toEqual(["completed", "delivered", "delivered"]);
    const handed = parcel?.scans.find(({ status }) => status === "delivered");
    expect(parcel?.deliveredAt).toBe(handed?.at);
    expect(new Date(handed?.at ?? 0).getTime()).toBeLessThan(hoursOn(72).now().getTime());
    expect(await trackParcels(hoursOn(300), 500, carriers)).toBe(0);
  });

  it("comes to the same whatever the order in which its scans come in, and however often, at once", async () => {
    const outcomes = new Set<string>();
    for (const shuffle of [0, 1, 2]) {
      const at = await onItsWay();
      const all = await carrier.track(
        { trackingNumber: "SIM1", bookedAt: left, shippedAt: left, from: somewhere, to: somewhere },
        hoursOn(100).now(),
      );
      const turned = shuffle === 0 ? all : shuffle === 1 ? all.toReversed() : [...all.slice(2), ...all.slice(0, 2)];
      const messages: CarrierScan[][] = [...turned.map((scan) => [scan]), turned];
      const taken = await Promise.all(messages.map((scans) => takeScans(scanOf(at), scans, hoursOn(100))));
      expect(taken.reduce((sum, count) => sum + count, 0)).toBe(all.length);
      const told = await orderDetail(db(), everything, at.order.number);
      expect(await db().parcelScan.count({ where: { parcelId: at.parcel.id } })).toBe(all.length);
      expect(told.timeline.filter(({ type }) => type === "delivered")).toHaveLength(1);
      outcomes.add(
        JSON.stringify([
          told.status,
          told.deliveries[0]?.parcels[0]?.deliveredAt,
          told.timeline.filter(({ type }) => type === "scanned").map(({ data, at: when }) => [data.scan, when]),
        ]),
      );
    }
    expect(outcomes.size).toBe(1);
  });

  it("that left under another number is not followed; scans are never changed", async () => {
    const at = await packed();
    await bookParcel(at.parcel.id, bySystem, left, carriers);
    await shipDelivery({ ...(await at.seen()), parcels: [{ id: at.parcel.id, trackingNumber: "OTHER-77" }] }, bySystem);
    const row = await db().parcel.findUniqueOrThrow({ where: { id: at.parcel.id } });
    expect(row).toMatchObject({ carrierCode: "manual", bookedAt: null, trackingNumber: "OTHER-77" });
    await expect(db().$executeRaw`UPDATE parcel_scan SET place = 'elsewhere'`).rejects.toThrow(/never changed/);
  });
});

const somewhere = { recipient: "Anne", line1: "1 rue X", postcode: "75002", city: "Paris", country: "FR" };
