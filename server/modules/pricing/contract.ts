import type { Money } from "#server/kernel/money.ts";
import type { Quantity } from "#server/kernel/quantity.ts";

/** What one line costs now. `unitPrice` and `compareAt` are exact decimals in major units ("289"). */
export type LineQuote = {
  variantId: string;
  quantity: Quantity;
  unitPrice: string;
  /** The unit price rounded to the currency, as a shopper reads it. */
  unit: Money;
  compareAt: Money | null;
  /** unitPrice × quantity, rounded once. */
  total: Money;
  priceListItemId: string;
};

export const pricingErrorCodes = ["pricing.price_list_not_found", "pricing.price_invalid"] as const;
