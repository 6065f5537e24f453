// A carrier that drives nowhere: it books at once and its scans follow from the parcel's number and the time that passed, so
// that a demo shows a whole journey and a test says what time it is. It remembers nothing.
import { createHash } from "node:crypto";
import type { Carrier, CarrierScan, FollowedParcel } from "#server/modules/fulfilment/port.ts";

const hourMs = 3_600_000;

/** On the road an hour takes a minute, unless told otherwise: a journey of two days can be watched over a coffee. */
const usualSpeed = 60;

const digits = (text: string): bigint => createHash("sha256").update(text).digest().readBigUInt64BE();

/** Ten digits and their sum: what a scanner at a belt would check. */
function numberOf(parcelId: string): string {
  const body = String(digits(parcelId) % 10_000_000_000n).padStart(10, "0");
  const check = [...body].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 1 : 3), 0) % 10;
  return `SIM${body}${check}`;
}

type Step = Omit<CarrierScan, "externalId" | "occurredAt"> & { hours: number };

/** One parcel in six finds nobody at home the first time. */
const missed = (trackingNumber: string): boolean => digits(`missed ${trackingNumber}`) % 6n === 0n;

function journey({ trackingNumber, from, to }: FollowedParcel): Step[] {
  const step = (hours: number, status: Step["status"], place: string, reason: Step["reason"] = null): Step => ({
    hours,
    status,
    place,
    reason,
  });
  const road = [
    step(2, "picked_up", from.city),
    step(9, "in_transit", from.city),
    step(25, "in_transit", to.city),
    step(44, "out_for_delivery", to.city),
  ];
  return missed(trackingNumber)
    ? [
        ...road,
        step(47, "exception", to.city, "absent"),
        step(68, "out_for_delivery", to.city),
        step(71, "delivered", to.city),
      ]
    : [...road, step(47, "delivered", to.city)];
}

/** The simulated carrier; `speed`: how much faster than the clock its hours pass. */
export const createSimulatedCarrier = (speed = usualSpeed): Carrier => ({
  code: "simulated",
  books: true,
  book: async ({ parcelId, to }) => ({
    trackingNumber: numberOf(parcelId),
    trackingUrl: null,
    service: to.country === "FR" ? "Home 48" : "Home Europe",
    routing: `${to.country}-${to.postcode.replace(/\W/g, "").slice(0, 5)}`,
  }),
  track: async (parcel, now) => {
    const { trackingNumber, bookedAt, shippedAt, from } = parcel;
    const known = {
      externalId: `${trackingNumber}-0`,
      status: "info_received" as const,
      place: from.city,
      reason: null,
    };
    const scans: CarrierScan[] = [{ ...known, occurredAt: bookedAt }];
    if (shippedAt) {
      for (const [i, { hours, ...scan }] of journey(parcel).entries()) {
        const occurredAt = new Date(shippedAt.getTime() + (hours * hourMs) / speed);
        scans.push({ ...scan, externalId: `${trackingNumber}-${i + 1}`, occurredAt });
      }
    }
    return scans.filter(({ occurredAt }) => occurredAt <= now);
  },
});
