// The price per litre, kilogram, metre, square metre or piece beside the price of what is sold (directive 98/6/EC on the
// indication of prices, articles 2 b and 3: the unit price is final, taxes included, and need not be said where it is the
// selling price itself).
import { z } from "zod";
import { decimal, divideRound } from "./decimal.ts";
import { type Money, money } from "./money.ts";
import { moneySchema } from "./money-schema.ts";

/** Units that a net content is kept in, what it is compared by, and how many of the first are one of the second. */
const references = {
  ml: { per: "l", of: 1000n },
  g: { per: "kg", of: 1000n },
  m: { per: "m", of: 1n },
  m2: { per: "m2", of: 1n },
  piece: { per: "piece", of: 1n },
} as const;
export const contentUnits = ["ml", "g", "m", "m2", "piece"] as const satisfies readonly (keyof typeof references)[];
export type ContentUnit = (typeof contentUnits)[number];
export const comparedBy = ["l", "kg", "m", "m2", "piece"] as const;

/** What one sold piece holds: an exact decimal above zero in its unit. */
export const netContentSchema = z.object({ amount: z.string(), unit: z.enum(contentUnits) });
export type NetContent = z.infer<typeof netContentSchema>;

export const unitPriceSchema = z.object({ price: moneySchema, per: z.enum(comparedBy) });
export type UnitPrice = z.infer<typeof unitPriceSchema>;

/** A row's two columns as a net content; null where nothing is said. */
export function netContentOf(amount: string | null, unit: string | null): NetContent | null {
  const known = contentUnits.find((one) => one === unit);
  return amount && known ? { amount, unit: known } : null;
}

/**
 * The unit price of a price, rounded once to minor units, half up. Null without a content, and where the content is just one
 * litre, kilogram, metre or piece: it would repeat the price. Throws RangeError for a content that is not above zero.
 */
export function unitPriceOf(price: Money, content: NetContent | null): UnitPrice | null {
  if (!content) return null;
  const { digits, scale } = decimal(content.amount);
  if (digits <= 0n) throw new RangeError(`not a content: ${content.amount}`);
  const { per, of } = references[content.unit];
  const parts = 10n ** BigInt(scale);
  if (digits === of * parts) return null;
  return { price: money(divideRound(BigInt(price.minor) * of * parts, digits), price.currency), per };
}
