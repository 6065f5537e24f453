/**
 * What a carrier must be able to do for the house. Carriers live in `server/adapters/carriers/<vendor>` and are listed in
 * `server/adapters/carriers/registry.ts`; `server/testing/carrier-contract.ts` is the suite every one of them passes. Nothing
 * here names a vendor, nothing here is called inside a database transaction.
 */
import type { ScanReason, ScanStatus } from "./contract-scans.ts";

export type PostalPlace = { recipient: string; line1: string; postcode: string; city: string; country: string };

export type ParcelToBook = {
  /** Our parcel's id: booking it again answers the same. */
  parcelId: string;
  /** Our number, printed on the label. */
  number: string;
  weightG: number | null;
  from: PostalPlace;
  to: PostalPlace;
};

export type Booking = {
  trackingNumber: string;
  /** The carrier's own page about it; null where it has none. */
  trackingUrl: string | null;
  /** What the label says besides: the service, and the sign by which the carrier sorts it. */
  service: string;
  routing: string;
};

/** What was booked and handed over, as it is asked after. */
export type FollowedParcel = {
  trackingNumber: string;
  bookedAt: Date;
  shippedAt: Date | null;
  from: PostalPlace;
  to: PostalPlace;
};

export type CarrierScan = {
  /** The carrier's own name of the scan: the same scan always has the same. */
  externalId: string;
  status: ScanStatus;
  place: string | null;
  /** Of an exception. */
  reason: ScanReason | null;
  occurredAt: Date;
};

export type Carrier = {
  readonly code: string;
  /** False: it takes no bookings, staff type the number that the carrier gave. */
  readonly books: boolean;
  /** Announces a parcel. Throws DomainError conflict `fulfilment.carrier_by_hand`; unavailable `fulfilment.carrier_unavailable`. */
  book(parcel: ParcelToBook): Promise<Booking>;
  /** All that is known of a parcel by now, in any order. Throws DomainError unavailable `fulfilment.carrier_unavailable`. */
  track(parcel: FollowedParcel, now: Date): Promise<CarrierScan[]>;
};
