import { z } from "zod";

export const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });

/** A way to ship to a country, with its price for a basket and the dates between which it arrives. */
export const shippingQuoteSchema = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  /** Tax included. */
  price: moneySchema,
  minDays: z.number().int(),
  maxDays: z.number().int(),
  from: z.iso.date(),
  to: z.iso.date(),
});
export type ShippingQuote = z.infer<typeof shippingQuoteSchema>;
