// Cards of given products: texts from the catalogue, price and stock re-read from their owners at this moment.
// Used by lists, search results and the home page. Reads only; four statements however many products.
import type { Locale } from "#server/kernel/localized.ts";
import { unitPriceOf } from "#server/kernel/unit-price.ts";
import type { ProductCard } from "#server/modules/catalogue/contract.ts";
import { cardTexts } from "#server/modules/catalogue/index.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { ratingsOf } from "#server/modules/reviews/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";

/**
 * Cards in the order of the ids. Products that are not on sale in the channel (archived, without a price) are left out,
 * so the answer may be shorter than the question.
 */
export async function productCards(
  db: Db,
  channel: ChannelTerms,
  productIds: readonly string[],
  locale: Locale,
  now: Date,
): Promise<ProductCard[]> {
  const texts = await cardTexts(db, productIds, locale);
  const variantIds = texts.flatMap((card) => card.variants.map((variant) => variant.id));
  const [prices, stock, ratings] = await Promise.all([
    unitPrices(db, everybodys(channel), variantIds, now),
    sellableOf(db, variantIds, channel, now),
    ratingsOf(
      db,
      texts.map(({ id }) => id),
    ),
  ]);
  return texts.flatMap(({ variants: own, ...card }) => {
    const quotes = own.flatMap(({ id, netContent }) => {
      const quote = prices.get(id);
      return quote ? [{ ...quote, netContent }] : [];
    });
    const lowest = quotes.reduce<(typeof quotes)[number] | undefined>(
      (best, quote) => (best === undefined || quote.unit.minor < best.unit.minor ? quote : best),
      undefined,
    );
    if (!lowest) return [];
    const sold = own.flatMap(({ id }) => (prices.has(id) ? (stock.get(id) ?? []) : []));
    const inStock = sold.some((of) => of.available > 0);
    const ahead = inStock ? undefined : sold.find((of) => of.orderable > 0);
    return {
      ...card,
      price: lowest.unit,
      priceFrom: quotes.some((quote) => quote.unit.minor !== lowest.unit.minor),
      compareAt: lowest.prior,
      measurePrice: unitPriceOf(lowest.unit, lowest.netContent),
      inStock,
      ahead: ahead && ahead.mode !== "deny" ? ahead.mode : null,
      rating: ratings.get(card.id) ?? null,
    };
  });
}
