// Search as shoppers see it: an engine finds, PostgreSQL says what it costs and whether it is there. Reads only; anyone
// may ask (shop.catalogue.read). Besides the engine's own work: four statements, however many products match.
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { decodeCursor, encodeCursor } from "#server/kernel/page.ts";
import type { Filters } from "#server/modules/catalogue/contract.ts";
import type { SearchInput, SearchPage, Suggestions } from "#server/modules/catalogue/search-contract.ts";
import { deepestOffset, type SearchPosition } from "#server/modules/catalogue/search-port.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";
import { presentHits } from "../browse/present-hits.ts";
import { productCards } from "../browse/product-cards.ts";
import { withoutEach } from "../browse/without.ts";
import { ask } from "./ask.ts";
import { labelFacets, namedFacets } from "./facet-labels.ts";
import { noteSearch, popularLike } from "./popular.ts";

export type Reader = { channelCode: string; locale: Locale; now: Date };

/** Where a cursor of ours points, a number of hits or a place; anything else is the first page. */
function placeOf(cursor: string | undefined, sort: SearchInput["sort"]): { offset: number; after?: SearchPosition } {
  const [of, key, id] = decodeCursor(cursor) ?? [];
  if (of === sort && Number.isSafeInteger(key) && typeof id === "string") {
    return { offset: 0, after: { key: Number(key), id } };
  }
  return { offset: Number.isSafeInteger(of) ? Math.min(Math.max(Number(of), 0), deepestOffset) : 0 };
}

/**
 * One page of what was searched for. Facets come with the first page only. Products that left the shop since they were
 * indexed are absent, so a page may be shorter than its limit.
 */
export async function findProducts(db: Db, reader: Reader, input: SearchInput): Promise<SearchPage> {
  const { locale, now } = reader;
  const { query: text, sort, limit } = input;
  const filters = input.filters ?? {};
  const place = placeOf(input.cursor, sort);
  const first = place.offset === 0 && !place.after;
  const asked = { text, locale, sort };
  const [channel, { answer, engine }] = await Promise.all([
    channelByCode(db, reader.channelCode),
    ask((one) => one.query({ ...asked, ...place, filters, limit, facets: first })),
  ]);
  const { total, next, correctedQuery, complete } = answer;
  const further = place.offset + limit;
  const byOffset = sort === "relevance" && total > further && further <= deepestOffset;
  const [items, facets] = await Promise.all([
    presentHits(db, answer.productIds, { channel, filters, locale, now }),
    first ? namedFacets(db, answer, { channel, filters, locale }) : [],
  ]);
  const countWith = async (others: Filters): Promise<number> =>
    (await ask((one) => one.query({ ...asked, filters: others, limit: 0 }))).answer.total;
  if (first && complete && total > 0 && Object.keys(filters).length === 0) noteSearch(locale, text);
  return {
    items,
    nextCursor: next ? encodeCursor([sort, next.key, next.id]) : byOffset ? encodeCursor([further]) : null,
    total,
    facets,
    without: total === 0 ? await withoutEach(filters, facets, countWith) : [],
    correctedQuery,
    complete,
    engine,
  };
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
    products: cards.map(({ id, slug, name, media, price }) => ({ id, slug, name, media, price })),
    categories: slugs.map((slug) => ({ slug, name: nameOf.get(slug) ?? slug })),
    queries,
  };
}
