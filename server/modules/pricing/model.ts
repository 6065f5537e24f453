import { compare, decimal } from "#server/kernel/decimal.ts";

/** An item of a price list as the rule sees it: unit prices as exact decimals in major units, dates half-open. */
export type PriceItem = {
  id: string;
  minQuantity: number;
  unitPrice: string;
  compareAt: string | null;
  validFrom: Date | null;
  /** The first instant at which it is over. */
  validTo: Date | null;
};

export type QuotedPrice = { itemId: string; unitPrice: string; compareAt: string | null };

const isActive = (item: PriceItem, quantity: number, now: Date): boolean =>
  item.minQuantity <= quantity &&
  (item.validFrom === null || item.validFrom <= now) &&
  (item.validTo === null || item.validTo > now);

/**
 * The unit price of `quantity` units at `now`: the lowest of the items whose break is reached and whose dates include the
 * moment (equal prices: the one with the higher break, then the older id). The compare-at price is told only when it is
 * above the price. Undefined when no item applies: not for sale here.
 */
export function priceQuote(items: readonly PriceItem[], quantity: number, now: Date): QuotedPrice | undefined {
  const best = items
    .filter((item) => isActive(item, quantity, now))
    .sort(
      (a, b) =>
        compare(decimal(a.unitPrice), decimal(b.unitPrice)) ||
        b.minQuantity - a.minQuantity ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )[0];
  if (!best) return undefined;
  const reduced = best.compareAt !== null && compare(decimal(best.compareAt), decimal(best.unitPrice)) > 0;
  return { itemId: best.id, unitPrice: best.unitPrice, compareAt: reduced ? best.compareAt : null };
}
