// What every carrier keeps, whoever it is. Call it in a test of the adapter.
import { describe, expect, it } from "vitest";
import { scanReasons, scanStatuses } from "#server/modules/fulfilment/contract-scans.ts";
import type { Carrier, ParcelToBook } from "#server/modules/fulfilment/port.ts";

const from = { recipient: "Comptoir", line1: "1 rue du Quai", postcode: "69002", city: "Lyon", country: "FR" };
const to = { recipient: "Anne", line1: "12 rue de la Paix", postcode: "75002", city: "Paris", country: "FR" };
const parcel = (parcelId: string): ParcelToBook => ({ parcelId, number: `PC-${parcelId}`, weightG: 1_200, from, to });
const shippedAt = new Date("2026-11-23T08:00:00Z");
const bookedAt = new Date("2026-11-23T07:00:00Z");
const hoursOn = (hours: number) => new Date(shippedAt.getTime() + hours * 3_600_000);

/** `horizonHours`: by when a parcel that left has arrived; null for carriers that tell nothing. */
export function describeCarrier(carrier: Carrier, horizonHours: number | null) {
  const followed = (trackingNumber: string, left: Date | null = shippedAt) => ({
    ...{ trackingNumber, bookedAt, from, to },
    shippedAt: left,
  });

  describe(`the carrier "${carrier.code}"`, () => {
    it("books the same parcel once, other parcels under other numbers, or says that it takes no bookings", async () => {
      if (!carrier.books) {
        await expect(carrier.book(parcel("a"))).rejects.toMatchObject({ code: "fulfilment.carrier_by_hand" });
        return;
      }
      const [first, again] = [await carrier.book(parcel("a")), await carrier.book(parcel("a"))];
      expect(again).toEqual(first);
      expect(first.trackingNumber).toMatch(/^[A-Z0-9]{8,40}$/);
      const many = await Promise.all(Array.from({ length: 200 }, (_, i) => carrier.book(parcel(`p${i}`))));
      expect(new Set(many.map(({ trackingNumber }) => trackingNumber)).size).toBe(200);
    });

    it("tells nothing of the future, forgets nothing, and gives each scan one name", async () => {
      for (let n = 0; n < 40; n++) {
        let before = new Set<string>();
        for (const hours of [0, 1, 5, 30, 50, 80, 400]) {
          const scans = await carrier.track(followed(`SIM${n}`), hoursOn(hours));
          const names = new Set(scans.map(({ externalId }) => externalId));
          expect(names.size).toBe(scans.length);
          for (const name of before) expect(names).toContain(name);
          for (const scan of scans) {
            expect(scan.occurredAt <= hoursOn(hours)).toBe(true);
            expect(scanStatuses).toContain(scan.status);
            expect([null, ...scanReasons]).toContain(scan.reason);
            expect(scan.reason !== null && scan.status !== "exception").toBe(false);
            expect(scan.externalId).not.toBe("");
          }
          before = names;
        }
      }
    });

    it("delivers what left, and nothing that stayed", async () => {
      if (horizonHours === null) return;
      const at = hoursOn(horizonHours);
      const delivered = async (left: Date | null) =>
        (await carrier.track(followed("SIM1", left), at)).filter(({ status }) => status === "delivered").length;
      expect([await delivered(shippedAt), await delivered(null)]).toEqual([1, 0]);
    });
  });
}
