// A category page and the short lists of the home page. Reads only; anyone may ask (shop.catalogue.read).
// A category costs six statements and a short list five, however many products there are; an empty page a few more.
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/localized.ts";
import type { CategoryPage, Filters, ListSort, ProductCard } from "#server/modules/catalogue/contract.ts";
import { type CategoryTexts, categoryTree, featuredIds, newestIds } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";
import { withChosen } from "../search/facet-labels.ts";
import { toFacets } from "./facets.ts";
import { readListing } from "./listing.ts";
import { productCards } from "./product-cards.ts";
import { withoutEach } from "./without.ts";

export type Reader = { channelCode: string; locale: Locale; now: Date };

function withDescendants(categories: readonly CategoryTexts[], id: string): string[] {
  const children = categories.filter((c) => c.parentId === id);
  return [id, ...children.flatMap((child) => withDescendants(categories, child.id))];
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
  const filters = input.filters ?? {};
  const asked = {
    categoryIds: withDescendants(categories, category.id),
    sort: input.sort,
    filters,
    cursor: input.cursor,
    limit: input.limit,
    now,
  };
  const listing = await readListing(db, channel, asked);
  const { total, bounds } = listing;
  const counts = await withChosen(db, listing.facets, filters);
  const facets = toFacets(counts, { filters, total, channel, locale, bounds });
  const countWith = async (others: Filters): Promise<number> =>
    (await readListing(db, channel, { ...asked, filters: others, cursor: undefined, limit: 1 })).total;
  return {
    category: { ...category, productCount: listing.unfiltered },
    items: await productCards(db, channel, listing.productIds, locale, now),
    nextCursor: listing.nextCursor,
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
