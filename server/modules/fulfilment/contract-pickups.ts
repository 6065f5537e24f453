import { z } from "zod";

/** to_prepare: still on the shelf; ready: waits for its buyer; overdue: waits longer than the place keeps it. */
export const pickupStates = ["to_prepare", "ready", "overdue", "collected"] as const;
export const pickupStateSchema = z.enum(pickupStates);
export type PickupState = z.infer<typeof pickupStateSchema>;

export const pickupListInput = z.strictObject({
  state: pickupStateSchema.default("to_prepare"),
  locationCode: z.string().max(40).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});

/** What a buyer collects at a store, as the people there see it. The code is the buyer's to show. */
export const pickupSchema = z.object({
  number: z.string(),
  version: z.number().int(),
  state: pickupStateSchema,
  orderNumber: z.string(),
  recipient: z.string(),
  location: z.object({ code: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  /** The day for which it was promised; null where none was. */
  promisedTo: z.iso.date().nullable(),
  readyAt: z.iso.datetime().nullable(),
  collectBy: z.iso.date().nullable(),
  remindedAt: z.iso.datetime().nullable(),
  collectedAt: z.iso.datetime().nullable(),
  lines: z.array(z.object({ name: z.string(), description: z.string().nullable(), quantity: z.number() })),
});
export type Pickup = z.infer<typeof pickupSchema>;

export const readyPickupInput = z.strictObject({
  number: z.string().min(1).max(40),
  version: z.number().int().positive(),
});

/** What the buyer shows, typed or scanned. */
export const handOverInput = z.strictObject({ code: z.string().trim().min(4).max(40) });
