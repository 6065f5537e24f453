// Search as shoppers see it: an engine finds, PostgreSQL says what it costs and whether it is there. Reads only; anyone
// may ask (shop.catalogue.read). Besides the engine's own work: four statements, however many products match.
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { decodeCursor, encodeCursor } from "#server/kernel/page.ts";
import type { SearchInput, SearchPage, Suggestions } from "#server/modules/catalogue/search-contract.ts";
import { deepestOffset } from "#server/modules/catalogue/search-port.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";
import { toFacets } from "../browse/facets.ts";
import { productCards } from "../browse/product-cards.ts";
import { ask } from "./ask.ts";
import { labelFacets } from "./facet-labels.ts";

export type Reader = { channelCode: string; locale: Locale; now: Date };

/** Where a cursor of ours points; anything else is the first page. */
function offsetOf(cursor: string | undefined): number {
  const [offset] = decodeCursor(cursor) ?? [];
  return Number.isSafeInteger(offset) ? Math.min(Math.max(Number(offset), 0), deepestOffset) : 0;
}

/**
 * One page of what was searched for. Facets come with the first page only. Products that left the shop since they were
 * indexed are absent, so a page may be shorter than its limit.
 */
export async function findProducts(db: Db, reader: Reader, input: SearchInput): Promise<SearchPage> {
  const { locale, now } = reader;
  const offset = offsetOf(input.cursor);
  const filters = input.filters ?? {};
  const [channel, { answer, engine }] = await Promise.all([
    channelByCode(db, reader.channelCode),
    ask((searchEngine) =>
      searchEngine.query({
        text: input.query,
        locale,
        filters,
        sort: input.sort,
        limit: input.limit,
        offset,
        facets: offset === 0,
      }),
    ),
  ]);
  const items = await productCards(db, channel, answer.productIds, locale, now);
  const next = offset + input.limit;
  const counts = offset === 0 ? await labelFacets(db, answer.facets) : [];
  return {
    items,
    nextCursor: answer.total > next && next <= deepestOffset ? encodeCursor([next]) : null,
    total: answer.total,
    facets: toFacets(counts, {
      filters: offset === 0 ? filters : {},
      total: answer.total,
      currency: channel.currency,
      locale,
    }),
    correctedQuery: answer.correctedQuery,
    engine,
  };
}

const mostProducts = 6;
const mostCategories = 3;

/** What the search box offers while a shopper types: the best products, and the categories that most of them are in. */
export async function suggest(db: Db, reader: Reader, text: string): Promise<Suggestions> {
  const { locale, now } = reader;
  const [channel, { answer }] = await Promise.all([
    channelByCode(db, reader.channelCode),
    ask((engine) => engine.suggest({ text, locale, limit: mostProducts })),
  ]);
  const slugs = answer.categories.slice(0, mostCategories);
  const [cards, names] = await Promise.all([
    productCards(db, channel, answer.productIds, locale, now),
    labelFacets(db, { category: Object.fromEntries(slugs.map((slug) => [slug, 0])) }),
  ]);
  const nameOf = new Map(names.map(({ value, label }) => [value, inLocale(label, locale) || value]));
  return {
    products: cards.map(({ slug, name, media, price }) => ({ slug, name, media, price })),
    categories: slugs.map((slug) => ({ slug, name: nameOf.get(slug) ?? slug })),
  };
}
