// Hits of a search engine as they are at this moment: texts, price and stock from their owners. An index lags by a second or
// two; what stopped passing the shopper's choice meanwhile is left out. Reads only; three statements, one more where stock is
// chosen by.
import type { Locale } from "#server/kernel/locales.ts";
import { readRanges } from "#server/kernel/number-range.ts";
import type { Filters, ProductCard } from "#server/modules/catalogue/contract.ts";
import { priceFacet } from "#server/modules/catalogue/search-port.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import type { Db } from "#server/platform/db.ts";
import { productCards } from "./product-cards.ts";
import { passesStock, stockPlaces } from "./stock-places.ts";

/** The shopper's list: what they read, how they chose, when. */
export type Presented = { channel: ChannelTerms; filters: Filters; locale: Locale; now: Date };

function passesPrice({ price }: ProductCard, filters: Filters): boolean {
  const chosen = filters[priceFacet] ?? [];
  const { minor } = price;
  return (
    chosen.length === 0 ||
    readRanges(chosen).some(({ from, below }) => minor >= (from ?? 0) && minor < (below ?? Number.POSITIVE_INFINITY))
  );
}

/** Cards in the order of the hits; fewer than hits when some are no longer what was asked for. */
export async function presentHits(
  db: Db,
  productIds: readonly string[],
  { channel, filters, locale, now }: Presented,
): Promise<ProductCard[]> {
  const byStock = filters.availability?.length || filters.store?.length;
  const [cards, places] = await Promise.all([
    productCards(db, channel, productIds, locale, now),
    byStock ? stockPlaces(db, channel, productIds, now) : null,
  ]);
  return cards.filter((card) => passesPrice(card, filters) && (!places || passesStock(places.get(card.id), filters)));
}
