import { z } from "zod";

// What carriers see of a parcel, in the house's words.

/** The carriers that a shipping method may use: by hand, or one that is booked from here. The adapters' registry has the same. */
export const carrierChoices = ["manual", "simulated"] as const;
export type CarrierChoice = (typeof carrierChoices)[number];

/** In the order in which they usually come. */
export const scanStatuses = [
  "info_received",
  "picked_up",
  "in_transit",
  "out_for_delivery",
  "exception",
  "delivered",
] as const;
export type ScanStatus = (typeof scanStatuses)[number];

/** Why a parcel could not be handed over. */
export const scanReasons = ["absent", "address", "damaged", "delayed"] as const;
export type ScanReason = (typeof scanReasons)[number];

export const scanSchema = z.object({
  status: z.enum(scanStatuses),
  place: z.string().nullable(),
  reason: z.enum(scanReasons).nullable(),
  at: z.iso.datetime(),
});
export type Scan = z.infer<typeof scanSchema>;

const rank = (status: ScanStatus): number => scanStatuses.indexOf(status);

/** Scans as they are told, whatever the order in which they came in: the latest first, delivery before all of its instant. */
export function inOrder<S extends Pick<Scan, "status" | "at">>(scans: readonly S[]): S[] {
  return scans.toSorted((a, b) => b.at.localeCompare(a.at) || rank(b.status) - rank(a.status));
}

/** Where a parcel is: delivered once any scan says so, otherwise what was seen last; null before the first. */
export function whereabouts<S extends Pick<Scan, "status" | "at">>(scans: readonly S[]): S | null {
  const told = inOrder(scans);
  return told.findLast((scan) => scan.status === "delivered") ?? told[0] ?? null;
}
