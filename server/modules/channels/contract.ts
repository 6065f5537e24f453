import { z } from "zod";
import { holidayRules } from "#server/kernel/calendar.ts";

export const holdMoments = ["payment", "cart"] as const;
export const sourcingRules = ["priority", "nearest"] as const;
export const captureModes = ["automatic", "shipment"] as const;
export const channelPaymentMethods = ["online", "transfer"] as const;
/** When reviews of what it sold appear: somebody has read them, or at once. */
export const reviewsAppearances = ["checked", "at_once"] as const;
export const stockDisplays = ["exact", "bands"] as const;

/** Does a place send a channel's orders? last: only what no other place has; never: what it has is collected there. */
export const shipsChoices = ["first", "last", "never"] as const;

/** When a place takes orders in hand (kernel: Calendar). */
export const calendarSchema = z.object({
  timeZone: z.string(),
  cutoffMinutes: z.number().int(),
  weekdays: z.array(z.number().int()),
  holidays: z.enum(holidayRules),
  handlingDays: z.number().int(),
  closedOn: z.array(z.iso.date()),
});

/** A warehouse or store that serves a channel, with the pieces of every variant that the channel leaves there for others. */
export const channelPlaceSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(["warehouse", "store"]),
  city: z.string().nullable(),
  safetyStock: z.number(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  ships: z.enum(shipsChoices),
  calendar: calendarSchema,
});
export type ChannelPlace = z.infer<typeof channelPlaceSchema>;

/** A sales channel with what it sells from: everything a sale needs to know before it begins. */
export type ChannelTerms = {
  id: string;
  code: string;
  kind: string;
  priceListId: string;
  currency: string;
  /** Whether the prices of its list include tax. */
  taxIncluded: boolean;
  /** Minutes that stock stays held while a shopper pays. */
  holdMinutes: number;
  /** When stock is first held. */
  holdOn: (typeof holdMoments)[number];
  /** Minutes that a basket keeps what it holds. */
  cartHoldMinutes: number;
  /** Days that an order waits for a bank transfer. */
  transferHoldDays: number;
  /** Which location serves first. */
  sourcing: (typeof sourcingRules)[number];
  /** May one line leave from several locations? */
  splitLines: boolean;
  captureMode: (typeof captureModes)[number];
  paymentMethods: (typeof channelPaymentMethods)[number][];
  stockDisplay: (typeof stockDisplays)[number];
  /** In bands, from how many pieces on there is plenty. */
  plentyFrom: number;
  /** Where it sells from, first choice first. */
  locations: ChannelPlace[];
  /** The ids of `locations`. */
  locationIds: string[];
};

export const channelsErrorCodes = [
  "channels.channel_not_found",
  "channels.location_not_found",
  "channels.variant_not_found",
  "channels.version_conflict",
] as const;

export const channelKinds = ["web", "rep", "pos", "marketplace"] as const;

export const channelRowSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(channelKinds),
  active: z.boolean(),
  holdOn: z.enum(holdMoments),
  sourcing: z.enum(sourcingRules),
  captureMode: z.enum(captureModes),
  stockDisplay: z.enum(stockDisplays),
  locations: z.array(z.string()),
});
export type ChannelRow = z.infer<typeof channelRowSchema>;

const minutes = z.number().int().min(1).max(1440);
const pieces = z.number().min(0).max(100_000).multipleOf(0.001);
/** What staff may set of a channel. Locations come first choice first. */
const settings = {
  holdMinutes: minutes,
  holdOn: z.enum(holdMoments),
  cartHoldMinutes: minutes,
  transferHoldDays: z.number().int().min(1).max(60),
  /** How long a basket is left alone before those who asked for it are reminded of it, a week at most; 0: never. */
  reminderMinutes: z
    .number()
    .int()
    .min(0)
    .max(10_080)
    .refine((n) => n === 0 || n >= 15, "fifteen or more, or none"),
  sourcing: z.enum(sourcingRules),
  splitLines: z.boolean(),
  captureMode: z.enum(captureModes),
  paymentMethods: z.array(z.enum(channelPaymentMethods)).min(1).max(2),
  stockDisplay: z.enum(stockDisplays),
  plentyFrom: z.number().int().min(2).max(100_000),
  returnToleranceDays: z.number().int().min(0).max(365),
  reviewsAppear: z.enum(reviewsAppearances),
  /** Days after everything arrived on which buyers who agreed to it are asked for a review; 0: never. */
  reviewAskDays: z.number().int().min(0).max(60),
};

export const channelSettingsSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  version: z.number().int(),
  ...settings,
  /** Every warehouse and store: those that serve it by priority, then the others (priority null). */
  locations: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.string(),
      city: z.string().nullable(),
      priority: z.number().int().nullable(),
      safetyStock: z.number(),
      ships: z.enum(shipsChoices),
    }),
  ),
  /** Pieces of single variants left for others, over all locations. */
  safetyStocks: z.array(
    z.object({ variantId: z.string(), sku: z.string(), productName: z.string(), quantity: z.number() }),
  ),
});
export type ChannelSettings = z.infer<typeof channelSettingsSchema>;

export const channelInput = z.strictObject({
  code: z.string().max(40),
  version: z.int32().positive(),
  ...settings,
  locations: z
    .array(
      z.strictObject({ code: z.string().max(40), safetyStock: pieces, ships: z.enum(shipsChoices).default("first") }),
    )
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map((one) => one.code)).size === all.length, { message: "each once" }),
});
export type ChannelInput = z.input<typeof channelInput>;

export const channelSafetyInput = z.strictObject({
  code: z.string().max(40),
  version: z.int32().positive(),
  sku: z.string().trim().min(1).max(60),
  /** 0 takes it away. */
  quantity: pieces,
});
