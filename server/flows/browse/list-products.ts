// A category page and the short lists of the home page. Reads only; anyone may ask (shop.catalogue.read).
// A category is asked of the search engine, as every list: seven statements where that is PostgreSQL, one more where stock is
// chosen by, however many products there are. A short list costs five.
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/localized.ts";
import { decodeCursor, encodeCursor } from "#server/kernel/page.ts";
import type { CategoryPage, Filters, ListSort, ProductCard } from "#server/modules/catalogue/contract.ts";
import { type CategoryTexts, categoryTree, featuredIds, newestIds } from "#server/modules/catalogue/index.ts";
import { categoryFacet, type SearchPosition, type SearchResult } from "#server/modules/catalogue/search-port.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";
import { ask } from "../search/ask.ts";
import { namedFacets } from "../search/facet-labels.ts";
import { presentHits } from "./present-hits.ts";
import { productCards } from "./product-cards.ts";
import { withoutEach } from "./without.ts";

export type Reader = { channelCode: string; locale: Locale; now: Date };

/** Where a cursor of this order points; one of another order, or not ours, is the first page. */
function positionOf(cursor: string | undefined, sort: ListSort): SearchPosition | undefined {
  const [of, key, id] = decodeCursor(cursor) ?? [];
  return of === sort && Number.isSafeInteger(key) && typeof id === "string" ? { key: Number(key), id } : undefined;
}

/** The categories that everything here is in: itself and those above it. */
function aboveAll(categories: readonly CategoryTexts[], id: string | null): string[] {
  const category = categories.find((c) => c.id === id);
  return category ? [category.slug, ...aboveAll(categories, category.parentId)] : [];
}

/** Facets without what holds for all that is here. */
function narrower({ facets }: SearchResult, above: readonly string[]): SearchResult["facets"] {
  const { [categoryFacet]: counted = {}, ...others } = facets;
  const below = Object.entries(counted).filter(([slug]) => !above.includes(slug));
  return below.length ? { ...others, [categoryFacet]: Object.fromEntries(below) } : others;
}

/**
 * One page of a category. Throws DomainError not_found `catalogue.category_not_found`. An empty page is an answer, not an
 * error.
 */
export async function listCategory(
  db: Db,
  reader: Reader,
  input: {
    slug: string;
    sort: ListSort;
    filters?: Filters | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<CategoryPage> {
  const { locale, now } = reader;
  const [channel, categories] = await Promise.all([channelByCode(db, reader.channelCode), categoryTree(db, locale)]);
  const category = categories.find((c) => c.slug === input.slug);
  if (!category) throw new DomainError("not_found", "catalogue.category_not_found", { slug: input.slug });
  const { sort, limit } = input;
  const filters = input.filters ?? {};
  const asked = { text: "", locale, within: category.slug, sort };
  const after = positionOf(input.cursor, sort);
  const { answer } = await ask((engine) =>
    engine.query({ ...asked, filters, limit, facets: true, ...(after && { after }) }),
  );
  const { total, unfiltered, next, productIds } = answer;
  const counted = { ...answer, facets: narrower(answer, aboveAll(categories, category.id)) };
  const [items, facets] = await Promise.all([
    presentHits(db, productIds, { channel, filters, locale, now }),
    namedFacets(db, counted, { channel, filters, locale }),
  ]);
  const countWith = async (others: Filters): Promise<number> =>
    (await ask((engine) => engine.query({ ...asked, filters: others, limit: 0 }))).answer.total;
  return {
    category: { ...category, productCount: unfiltered },
    items,
    nextCursor: next && encodeCursor([sort, next.key, next.id]),
    total,
    facets,
    without: total === 0 ? await withoutEach(filters, facets, countWith) : [],
  };
}

async function cardsOf(db: Db, reader: Reader, ids: Promise<string[]>, limit: number): Promise<ProductCard[]> {
  const [channel, productIds] = await Promise.all([channelByCode(db, reader.channelCode), ids]);
  return (await productCards(db, channel, productIds, reader.locale, reader.now)).slice(0, limit);
}

/** The products last added. More are asked for than shown: some may have no price here. */
export const listNewest = (db: Db, reader: Reader, limit: number): Promise<ProductCard[]> =>
  cardsOf(db, reader, newestIds(db, limit * 2), limit);

/** The products the house puts forward, filled up with the newest when there are fewer than asked for. */
export async function listFeatured(db: Db, reader: Reader, limit: number): Promise<ProductCard[]> {
  const ids = Promise.all([featuredIds(db, limit), newestIds(db, limit * 2)]).then(([featured, newest]) => [
    ...new Set([...featured, ...newest]),
  ]);
  return cardsOf(db, reader, ids, limit);
}
