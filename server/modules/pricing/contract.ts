import { z } from "zod";
import type { Money } from "#server/kernel/money.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { unitPriceSchema } from "#server/kernel/unit-price.ts";

/** What one line costs now. `unitPrice` is an exact decimal in major units ("289"). */
export type LineQuote = {
  variantId: string;
  quantity: Quantity;
  unitPrice: string;
  /** The unit price rounded to the currency, as a shopper reads it. */
  unit: Money;
  /** What the house compares it with: a reduction is announced. For staff; shoppers are shown `prior`. */
  compareAt: Money | null;
  /** The lowest price of one unit in the thirty days before the reduction announced; null: none may be shown. */
  prior: Money | null;
  /** What everybody pays, where the buyer's own list is lower; null elsewhere. */
  listed: Money | null;
  /** By the buyer's own list. */
  own: boolean;
  /** unitPrice × quantity, rounded once. */
  total: Money;
  priceListItemId: string;
};

export const pricingErrorCodes = ["pricing.price_list_not_found", "pricing.price_invalid"] as const;

/** A list that a customer may be given. */
export const priceListChoiceSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  taxIncluded: z.boolean(),
  articles: z.number().int(),
});
export type PriceListChoice = z.infer<typeof priceListChoiceSchema>;

const money = z.object({ minor: z.number().int(), currency: z.string() });
/** What an article costs whom one buys for, beside what everybody pays. */
export const ownPriceSchema = z.object({
  variantId: z.string(),
  price: money,
  listed: money,
  /** Per litre, kilogram, metre…, where the article says what it holds. */
  measurePrice: unitPriceSchema.nullable(),
});
export type OwnPrice = z.infer<typeof ownPriceSchema>;

/** What a product costs at least whom one buys for, where that is less than for everybody. */
export const ownTileSchema = z.object({
  productId: z.string(),
  price: money,
  /** Not all of its variants cost this. */
  priceFrom: z.boolean(),
  listed: money,
  measurePrice: unitPriceSchema.nullable(),
});
export type OwnTile = z.infer<typeof ownTileSchema>;
