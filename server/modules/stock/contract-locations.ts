import { z } from "zod";
import { holidayRules } from "../../kernel/calendar.ts";

/** When visitors are let in: an ISO weekday (1 is Monday), and minutes after midnight. */
export const openingSchema = z.strictObject({
  day: z.number().int().min(1).max(7),
  from: z.number().int().min(0).max(1439),
  to: z.number().int().min(1).max(1440),
});
export type Opening = z.infer<typeof openingSchema>;

const settings = {
  /** IANA name. */
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => isTimeZone(zone), { message: "a time zone" }),
  cutoffMinutes: z.number().int().min(0).max(1439),
  workingDays: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0)), { message: "each once, in order" }),
  holidays: z.enum(holidayRules),
  handlingDays: z.number().int().min(0).max(60),
  closedOn: z
    .array(z.iso.date())
    .max(400)
    .refine((days) => new Set(days).size === days.length, { message: "each once" }),
  openingHours: z
    .array(openingSchema.refine((one) => one.from < one.to, { path: ["to"], message: "after from" }))
    .max(21)
    .refine((all) => !overlaps(all), { message: "not at the same time" }),
  collectDays: z.number().int().min(1).max(60),
  /** Customers hand in there what they send back. */
  takesReturns: z.boolean(),
};

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function overlaps(all: readonly Opening[]): boolean {
  const sorted = all.toSorted((a, b) => a.day - b.day || a.from - b.from);
  return sorted.some((one, i) => one.day === sorted[i + 1]?.day && one.to > (sorted[i + 1]?.from ?? 0));
}

/** A warehouse or store, as staff set when it works. */
export const placeSettingsSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  line1: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  version: z.number().int(),
  ...settings,
});
export type PlaceSettings = z.infer<typeof placeSettingsSchema>;

export const placeInput = z.strictObject({
  code: z.string().max(40),
  version: z.number().int().positive(),
  ...settings,
});
export type PlaceInput = z.infer<typeof placeInput>;
