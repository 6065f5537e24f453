import { z } from "zod";

export const holdMoments = ["payment", "cart"] as const;
export const sourcingRules = ["priority", "nearest"] as const;
export const captureModes = ["automatic", "shipment"] as const;
export const channelPaymentMethods = ["online", "transfer"] as const;
export const stockDisplays = ["exact", "bands"] as const;

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

export const channelsErrorCodes = ["channels.channel_not_found"] as const;
