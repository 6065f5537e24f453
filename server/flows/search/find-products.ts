// Search as shoppers see it: an engine finds, PostgreSQL says what it costs and whether it is there. Reads only; anyone
// may ask (shop.catalogue.read). Besides the engine's own work: four statements, however many products match.
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { decodeCursor, encodeCursor } from "#server/kernel/page.ts";
import type { Facet, Filters } from "#server/modules/catalogue/contract.ts";
import type { SearchInput, SearchPage, Suggestions } from "#server/modules/catalogue/search-contract.ts";
import { deepestOffset, type SearchResult } from "#server/modules/catalogue/search-port.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";
import { toFacets } from "../browse/facets.ts";
import { productCards } from "../browse/product-cards.ts";
import { withoutEach } from "../browse/without.ts";
import { ask } from "./ask.ts";
import { labelFacets, withChosen } from "./facet-labels.ts";
import { findInStock } from "./find-in-stock.ts";
import { noteSearch, popularLike } from "./popular.ts";

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
  const wanted = { text: input.query, locale, sort: input.sort };
  const channel = await channelByCode(db, reader.channelCode);
  const find = (kept: Filters, limit: number, from: number) =>
    ask((searchEngine) =>
      findInStock(db, searchEngine, channel, now, { ...wanted, filters: kept, limit, offset: from }),
    );
  const { answer, engine } = await find(filters, input.limit, offset);
  const { total, correctedQuery, complete } = answer;
  const next = offset + input.limit;
  const facets = offset === 0 ? await namedFacets(db, channel, answer, filters, locale) : [];
  const countWith = async (others: Filters): Promise<number> => (await find(others, 1, 0)).answer.total;
  if (offset === 0 && complete && total > 0 && Object.keys(filters).length === 0) noteSearch(locale, input.query);
  return {
    items: await productCards(db, channel, answer.productIds, locale, now),
    nextCursor: total > next && next <= deepestOffset ? encodeCursor([next]) : null,
    total,
    facets,
    without: total === 0 ? await withoutEach(filters, facets, countWith) : [],
    correctedQuery,
    complete,
    engine,
  };
}

async function namedFacets(
  db: Db,
  channel: ChannelTerms,
  { facets, total, bounds }: SearchResult,
  filters: Filters,
  locale: Locale,
): Promise<Facet[]> {
  const counts = await withChosen(db, await labelFacets(db, facets), filters);
  return toFacets(counts, { filters, total, channel, locale, bounds });
}

const mostProducts = 6;
const mostCategories = 3;
const mostQueries = 3;

/**
 * What the search box offers while a shopper types: the best products, the categories that most of them are in, and what
 * many others searched for.
 */
export async function suggest(db: Db, reader: Reader, text: string): Promise<Suggestions> {
  const { locale, now } = reader;
  const [channel, { answer }] = await Promise.all([
    channelByCode(db, reader.channelCode),
    ask((engine) => engine.suggest({ text, locale, limit: mostProducts })),
  ]);
  const slugs = answer.categories.slice(0, mostCategories);
  const [cards, queries, names] = await Promise.all([
    productCards(db, channel, answer.productIds, locale, now),
    popularLike(db, { locale, text, limit: mostQueries, now }),
    labelFacets(db, { category: Object.fromEntries(slugs.map((slug) => [slug, 0])) }),
  ]);
  const nameOf = new Map(names.map(({ value, label }) => [value, inLocale(label, locale) || value]));
  return {
    products: cards.map(({ slug, name, media, price }) => ({ slug, name, media, price })),
    categories: slugs.map((slug) => ({ slug, name: nameOf.get(slug) ?? slug })),
    queries,
  };
}
