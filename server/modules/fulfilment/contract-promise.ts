import { z } from "zod";
import { holidayRules } from "#server/kernel/calendar.ts";
import { carrierChoices } from "./contract-scans.ts";

/** none: nothing was promised. open: not due, or on its way. */
export const promiseOutcomes = ["none", "open", "kept", "late"] as const;
export const promiseOutcomeSchema = z.enum(promiseOutcomes);
export type PromiseOutcome = z.infer<typeof promiseOutcomeSchema>;

/** ISO weekdays: 1 is Monday. Each once, in their order. */
export const weekdaysInput = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0)), { message: "each once, in order" });

export const holidayRuleSchema = z.enum(holidayRules);

/** A shipping method, as staff set how long it takes. */
export const methodSettingsSchema = z.object({
  code: z.string(),
  name: z.string(),
  carrier: z.string(),
  /** How its parcels are announced to the carrier. */
  carrierCode: z.enum(carrierChoices),
  countries: z.array(z.string()),
  minDays: z.number().int(),
  maxDays: z.number().int(),
  weekdays: z.array(z.number().int()),
  /** Where it is collected, for a method that carries nothing. */
  pickup: z.object({ code: z.string(), name: z.string() }).nullable(),
  active: z.boolean(),
  version: z.number().int(),
});
export type MethodSettings = z.infer<typeof methodSettingsSchema>;

export const methodInput = z
  .strictObject({
    code: z.string().max(40),
    version: z.number().int().positive(),
    minDays: z.number().int().min(0).max(90),
    maxDays: z.number().int().min(0).max(90),
    weekdays: weekdaysInput,
    active: z.boolean(),
    carrierCode: z.enum(carrierChoices).optional(),
  })
  .refine((input) => input.maxDays >= input.minDays, { path: ["maxDays"], message: "not before minDays" });
export type MethodInput = z.infer<typeof methodInput>;

export const keptPeriods = [7, 30, 90] as const;

export const keptInput = z.strictObject({
  /** Deliveries that were due within so many days. */
  days: z
    .union([z.literal(7), z.literal(30), z.literal(90), z.enum(["7", "30", "90"])])
    .transform(Number)
    .default(30),
  locationCode: z.string().max(40).optional(),
  method: z.string().max(40).optional(),
});

const keptRowSchema = z.object({
  locationCode: z.string(),
  locationName: z.string(),
  method: z.object({ code: z.string(), name: z.string() }),
  kept: z.number().int(),
  late: z.number().int(),
  /** Due, on their way, and nobody has said that they arrived. */
  open: z.number().int(),
});
export type KeptRow = z.infer<typeof keptRowSchema>;

const lateSchema = z.object({
  number: z.string(),
  orderNumber: z.string(),
  locationName: z.string(),
  methodName: z.string(),
  status: z.string(),
  promisedTo: z.iso.date(),
  /** When it arrived, was ready or left; null: it is still here. */
  at: z.iso.datetime().nullable(),
});
export type LateDelivery = z.infer<typeof lateSchema>;

export const keptPromisesSchema = z.object({
  kept: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  rows: z.array(keptRowSchema),
  /** The newest fifty. */
  lateOnes: z.array(lateSchema),
});
export type KeptPromises = z.infer<typeof keptPromisesSchema>;
