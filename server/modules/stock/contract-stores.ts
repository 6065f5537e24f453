import { z } from "zod";
import { stockBands } from "./contract-display.ts";

/** A store as a visitor chooses it. */
export const storeSchema = z.object({
  code: z.string(),
  name: z.string(),
  line1: z.string(),
  postcode: z.string(),
  city: z.string(),
  /** About how far it is, as the crow flies; null without a known place to measure from. */
  km: z.number().int().nullable(),
  /** ISO weekday (1 is Monday), and minutes after midnight. */
  opening: z.array(z.object({ day: z.number().int(), from: z.number().int(), to: z.number().int() })),
  /** Days within the next two weeks on which it is closed although it would be open. */
  closedOn: z.array(z.iso.date()),
  /** Days that an order waits there. */
  collectDays: z.number().int(),
  /** What it has of the article asked about, as the channel shows stock; null when none was named. */
  stock: z.object({ band: z.enum(stockBands), available: z.number().nullable() }).nullable(),
  /** When an order placed now is ready there; null where nothing is collected, or not this article. */
  collect: z.object({ on: z.iso.date(), orderBefore: z.iso.datetime() }).nullable(),
});
export type Store = z.infer<typeof storeSchema>;

export const storesSchema = z.object({
  /** The nearest first, or the house's order. */
  stores: z.array(storeSchema),
  /** Was the place understood that the visitor named? True when none was. */
  found: z.boolean(),
});

const degrees = (most: number) =>
  z
    .union([z.number(), z.string().regex(/^-?\d{1,3}(\.\d{1,6})?$/)])
    .transform(Number)
    .pipe(z.number().min(-most).max(most));

export const storesInput = z
  .strictObject({
    variantId: z.string().max(40).optional(),
    /** A French postcode or one of the larger towns. */
    near: z.string().trim().max(60).optional(),
    latitude: degrees(90).optional(),
    longitude: degrees(180).optional(),
  })
  .refine((input) => (input.latitude === undefined) === (input.longitude === undefined), {
    path: ["longitude"],
    message: "with latitude",
  });
export type StoresInput = z.infer<typeof storesInput>;
