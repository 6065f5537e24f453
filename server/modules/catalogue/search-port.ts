/**
 * The port behind which a search engine plugs in. An engine holds a projection of what may be sold, rebuilt from
 * PostgreSQL at any time; it answers with product ids in order, never with prices or stock to show.
 */
import type { Locale } from "../../kernel/locales.ts";

/** What shoppers may look for in one language. */
export type SearchTexts = {
  name: string;
  tagline: string;
  description: string;
  brand: string;
  categories: readonly string[];
  /** Labels of option values (finishes, sizes) and of attributes. */
  features: readonly string[];
  tags: readonly string[];
};

/** One product as engines see it. Plain JSON; amounts in minor units, instants in milliseconds since the epoch. */
export type SearchDocument = {
  productId: string;
  texts: Record<Locale, SearchTexts>;
  /** SKUs and GTINs as printed. */
  codes: readonly string[];
  /** Dimensions in whole centimetres. */
  sizesCm: readonly number[];
  /** facet key → values that products may be filtered by */
  facets: Readonly<Record<string, readonly string[]>>;
  /** Lowest price, for sorting and ranges only. */
  priceFrom: number;
  /** In millimetres. */
  measures: Readonly<Partial<Record<Measure, number>>>;
  /** Breaks ties. That it is in stock, and at which stores, are facets: what is shown of them is asked of the database. */
  inStock: boolean;
  listedAt: number;
  /** category → place in the house's own order, for every category that it is in or below */
  positions: Readonly<Record<string, number>>;
};

/** Dimensions that lists are filtered by, as facets. Named apart from options: one may be a "height" as well. */
export const measures = ["size_width", "size_depth", "size_height"] as const;
export type Measure = (typeof measures)[number];
export const isMeasure = (key: string): key is Measure => (measures as readonly string[]).includes(key);

export const searchSorts = ["relevance", "price_asc", "price_desc", "newest"] as const;
/** featured: as staff ordered the category that `within` names. */
export type SearchSort = (typeof searchSorts)[number] | "featured";

/** Where a page ended: what its last product was sorted by, and its id, which breaks ties. */
export type SearchPosition = { key: number; id: string };

/**
 * A range facet: its filter's values are ranges (kernel/number-range) in minor units. Its values in documents name price
 * bands, which are counted like any facet. `measures` are range facets too, in centimetres and without bands.
 */
export const priceFacet = "price";

/** The facet whose values are the categories that a product is in or below, by slug. */
export const categoryFacet = "category";

/** Hits by relevance are not paged to beyond this; totals may be larger. */
export const deepestOffset = 1000;

export type SearchQuery = {
  /** As typed; "" matches everything. */
  text: string;
  locale: Locale;
  /** Only what is in this category or below it, by slug: no choice of a shopper's, so that no facet is counted without it. */
  within?: string;
  /** Values of one facet widen (or), facets narrow (and). */
  filters?: Readonly<Record<string, readonly string[]>>;
  sort?: SearchSort;
  limit: number;
  /** Of pages by relevance. */
  offset?: number;
  /** The page that follows this place, whatever came or went before it: of pages by any other order. */
  after?: SearchPosition;
  /** Counting facets costs more than finding hits: none unless asked for, all, or (at least) those named. */
  facets?: boolean | readonly string[];
};

export type SearchResult = {
  productIds: string[];
  total: number;
  /** Of a category: how many it has before any filter. Otherwise the total. */
  unfiltered: number;
  /** Where to go on after these; null when nothing follows, or when they are in order of relevance. */
  next: SearchPosition | null;
  /** facet key → value → products, each facet counted as if it had no filter of its own */
  facets: Record<string, Record<string, number>>;
  /** Least and greatest value of every measure, in millimetres, as if it had no filter of its own; with facets only. */
  bounds: Partial<Record<Measure, { min: number; max: number }>>;
  /** What was searched instead, when nothing matched what was typed. Engines that forgive typos silently say null. */
  correctedQuery: string | null;
  /** Every word that was typed was found together in each hit; otherwise hits are what comes near. */
  complete: boolean;
};

export type SearchHealth = { ok: boolean; documents: number; detail: string | null };

export interface SearchEngine {
  readonly code: string;
  /** Makes sure that the index exists with the present settings. `empty`: it holds nothing and wants a rebuild. */
  ensureReady(): Promise<{ empty: boolean }>;
  /**
   * Adds or replaces. Visible at once or shortly after. Resolves with how many were new or other than before; an engine that
   * cannot tell says none.
   */
  indexProducts(documents: readonly SearchDocument[]): Promise<number>;
  /** Resolves with how many it had. */
  removeProducts(productIds: readonly string[]): Promise<number>;
  /**
   * Fills a second index from `batches`, then swaps it in; shoppers see the old one until then. Changes made meanwhile
   * are lost to the new index: index them again afterwards. A failure leaves the old index as it was.
   */
  rebuild(batches: AsyncIterable<readonly SearchDocument[]>): Promise<{ documents: number }>;
  /** Synonyms changed: has searches use the present ones. */
  refreshSettings(): Promise<void>;
  query(query: SearchQuery): Promise<SearchResult>;
  /** The best few products for what was typed so far, and the categories of all that match, the fullest first. */
  suggest(query: {
    text: string;
    locale: Locale;
    limit: number;
  }): Promise<{ productIds: string[]; categories: string[] }>;
  health(): Promise<SearchHealth>;
  /** How each of these documents stands in the index, field by field as the engine keeps it. */
  compare(documents: readonly SearchDocument[]): Promise<Map<string, IndexState>>;
  /** Ids of up to `limit` products that the index holds, others for another seed. */
  sampleIds(limit: number, seed: string): Promise<string[]>;
}

/** stale: in the index, but not as it is now. */
export type IndexState = "same" | "stale" | "missing";

/** The categories of a result, the fullest first. */
export const fullestCategories = (result: Pick<SearchResult, "facets">): string[] =>
  Object.entries(result.facets.category ?? {})
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([slug]) => slug);

/** Thrown when an engine gives no usable answer in time: the caller may ask another. */
export class SearchUnavailable extends Error {
  constructor(engine: string, cause: unknown) {
    super(`search engine ${engine} is unavailable`, { cause });
    this.name = "SearchUnavailable";
  }
}
