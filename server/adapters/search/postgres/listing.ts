// Products by what they have, in memory: which of them pass filters, in which order, and what every facet value would leave.
// One look at each product of a list answers all of it: 12,000 products with twenty values each take a few milliseconds, where
// SQL takes a hundred to unnest and group a quarter of a million values.
import { type NumberRange, readRanges } from "../../../kernel/number-range.ts";
import {
  categoryFacet,
  deepestOffset,
  type Measure,
  measures,
  priceFacet,
  type SearchPosition,
  type SearchQuery,
  type SearchResult,
  type SearchSort,
} from "../../../modules/catalogue/search-port.ts";

/** A product as lists see it. `values` are "facet=value". */
export type ListedRow = {
  id: string;
  values: readonly string[];
  positions: Readonly<Record<string, number>>;
  price: number;
  sizes: readonly (number | null)[];
  inStock: boolean;
  listedAt: number;
};
type Listed = Omit<ListedRow, "values"> & { terms: readonly number[] };

/** Products that words matched, each with how well. */
export type Scores = ReadonlyMap<string, number>;
type Found = Pick<SearchResult, "productIds" | "total" | "unfiltered" | "next" | "facets" | "bounds">;
type Hit = { of: Listed; key: number };

/** The facet whose filter a product fails; of two or more it need not be known which, and of unheard-of ones none is counted. */
const none = -1;
const several = -2;
const unknown = -3;
type Filter = { facet: number; passes: (of: Listed) => boolean };

const measureAt = new Map<string, number>(measures.map((key, i) => [key, i]));

const inRanges = (value: number | null | undefined, ranges: readonly NumberRange[]): boolean =>
  typeof value === "number" &&
  ranges.some(({ from, below }) => value >= (from ?? 0) && value < (below ?? Number.POSITIVE_INFINITY));

const descending = new Set<SearchSort>(["relevance", "price_desc", "newest"]);

/** Best first: by key, then in stock and novelty where the key is how well words match, then by id. */
function compareBy(sort: SearchSort): (a: Hit, b: Hit) => number {
  const sign = descending.has(sort) ? -1 : 1;
  return (a, b) =>
    sign * (a.key - b.key) ||
    (sort === "relevance" ? Number(b.of.inStock) - Number(a.of.inStock) || b.of.listedAt - a.of.listedAt : 0) ||
    (a.of.id < b.of.id ? -1 : a.of.id > b.of.id ? 1 : 0);
}

/** The first `count` in order, without putting the others in order. */
function bestOf(hits: Iterable<Hit>, count: number, compare: (a: Hit, b: Hit) => number): Hit[] {
  const best: Hit[] = [];
  for (const hit of hits) {
    const worst = best[count - 1];
    if (worst && compare(hit, worst) >= 0) continue;
    let [from, to] = [0, best.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(hit, best[middle] as Hit) < 0) to = middle;
      else from = middle + 1;
    }
    best.splice(from, 0, hit);
    if (best.length > count) best.pop();
  }
  return best;
}

/** All products of one build. Values are numbered, so that counting them is adding to an array. */
export class Listing {
  readonly #products = new Map<string, Listed>();
  readonly #terms = new Map<string, number>();
  readonly #values: { facet: number; key: string; value: string }[] = [];
  readonly #facets = new Map<string, number>([priceFacet, ...measures].map((key, i) => [key, i]));

  get size(): number {
    return this.#products.size;
  }

  #facet(key: string): number {
    const known = this.#facets.get(key) ?? this.#facets.size;
    this.#facets.set(key, known);
    return known;
  }

  #term(text: string): number {
    const known = this.#terms.get(text);
    if (known !== undefined) return known;
    const at = text.indexOf("=");
    const key = text.slice(0, at);
    this.#terms.set(text, this.#values.length);
    return this.#values.push({ facet: this.#facet(key), key, value: text.slice(at + 1) }) - 1;
  }

  put({ values, ...row }: ListedRow): void {
    this.#products.set(row.id, { ...row, terms: values.map((text) => this.#term(text)) });
  }

  remove(id: string): void {
    this.#products.delete(id);
  }

  #filters(filters: SearchQuery["filters"] = {}): Filter[] {
    const chosen = Object.entries(filters).filter(([, values]) => values.length > 0);
    return chosen.map(([key, values]) => {
      const facet = this.#facets.get(key) ?? unknown;
      const at = measureAt.get(key);
      if (key === priceFacet || at !== undefined) {
        const ranges = readRanges(values, at === undefined ? 1 : 10);
        return { facet, passes: (of) => inRanges(at === undefined ? of.price : of.sizes[at], ranges) };
      }
      const wanted = new Set(values.flatMap((value) => this.#terms.get(`${key}=${value}`) ?? []));
      return { facet, passes: (of) => of.terms.some((term) => wanted.has(term)) };
    });
  }

  /** The products asked about: those that words matched, or all; of a category when one is named. */
  *#scope({ within }: SearchQuery, scores: Scores | null): Iterable<Listed> {
    const all = scores ? [...scores.keys()].flatMap((id) => this.#products.get(id) ?? []) : this.#products.values();
    const term = within === undefined ? undefined : (this.#terms.get(`${categoryFacet}=${within}`) ?? unknown);
    for (const one of all) if (term === undefined || one.terms.includes(term)) yield one;
  }

  #keyOf(query: SearchQuery, scores: Scores | null): (of: Listed) => number {
    switch (query.sort ?? "relevance") {
      case "price_asc":
      case "price_desc":
        return (of) => of.price;
      case "newest":
        return (of) => of.listedAt;
      case "featured":
        return (of) => of.positions[query.within ?? ""] ?? 0;
      default:
        return (of) => scores?.get(of.id) ?? 0;
    }
  }

  /** The page, total and counts that a query asks for, of products that words matched (null: of all). */
  find(query: SearchQuery, scores: Scores | null): Found {
    const filters = this.#filters(query.filters);
    const keyOf = this.#keyOf(query, scores);
    const asked = Array.isArray(query.facets) ? new Set<string>(query.facets) : null;
    const count = new Counts(this.#values, asked);
    const hits: Hit[] = [];
    let unfiltered = 0;
    for (const one of this.#scope(query, scores)) {
      unfiltered++;
      let failed = none;
      for (const { facet, passes } of filters) {
        if (passes(one)) continue;
        failed = failed === none ? facet : several;
        if (failed === several) break;
      }
      if (failed === none) hits.push({ of: one, key: keyOf(one) });
      if (query.facets && failed !== several) count.add(one, failed);
    }
    const { page, next } = pageOf(hits, query);
    return {
      productIds: page.map(({ of }) => of.id),
      total: hits.length,
      unfiltered: query.within === undefined ? hits.length : unfiltered,
      next,
      facets: query.facets ? count.facets() : {},
      bounds: query.facets === true ? count.bounds(this.#facets) : {},
    };
  }
}

function pageOf(hits: readonly Hit[], query: SearchQuery): { page: Hit[]; next: SearchPosition | null } {
  const { limit, after, sort = "relevance" } = query;
  const compare = compareBy(sort);
  if (sort === "relevance") {
    const offset = Math.min(query.offset ?? 0, deepestOffset);
    return { page: bestOf(hits, offset + limit, compare).slice(offset), next: null };
  }
  const end = after && ({ key: after.key, of: { id: after.id } } as Hit);
  const left = end ? hits.filter((hit) => compare(hit, end) > 0) : hits;
  // Pages by offset go on working: whoever names no place begins at the top.
  const offset = end ? 0 : Math.min(query.offset ?? 0, deepestOffset);
  const page = bestOf(left, offset + limit, compare).slice(offset);
  const last = page.at(-1);
  return { page, next: last && left.length > offset + limit ? { key: last.key, id: last.of.id } : null };
}

type Value = { facet: number; key: string; value: string };

/** What would be left by each value; a facet is counted over what fails no other filter than its own. */
class Counts {
  readonly #values: readonly Value[];
  readonly #counts: Int32Array;
  /** 1 for each value that is counted at all. */
  readonly #asked: Uint8Array;
  /** What has sizes, and the filter that it fails. */
  readonly #sized: { of: Listed; failed: number }[] = [];

  constructor(values: readonly Value[], asked: ReadonlySet<string> | null) {
    this.#values = values;
    this.#counts = new Int32Array(values.length);
    this.#asked = Uint8Array.from(values, ({ key }) => (!asked || asked.has(key) ? 1 : 0));
  }

  add(of: Listed, failed: number): void {
    const [counts, asked] = [this.#counts, this.#asked];
    for (const term of of.terms) {
      if (asked[term] && (failed === none || this.#values[term]?.facet === failed))
        counts[term] = (counts[term] ?? 0) + 1;
    }
    if (of.sizes.some((mm) => mm !== null)) this.#sized.push({ of, failed });
  }

  facets(): SearchResult["facets"] {
    // Keys are the catalogue's: none of them may mean something to an object.
    const facets: SearchResult["facets"] = Object.create(null);
    for (const [term, { key, value }] of this.#values.entries()) {
      const count = this.#counts[term];
      if (!count) continue;
      facets[key] ??= Object.create(null) as Record<string, number>;
      facets[key][value] = count;
    }
    return facets;
  }

  bounds(facets: ReadonlyMap<string, number>): SearchResult["bounds"] {
    const bounds: Partial<Record<Measure, { min: number; max: number }>> = {};
    for (const [at, key] of measures.entries()) {
      const facet = facets.get(key);
      for (const { of, failed } of this.#sized) {
        const mm = of.sizes[at];
        if (typeof mm !== "number" || (failed !== none && failed !== facet)) continue;
        const known = bounds[key];
        bounds[key] = known ? { min: Math.min(known.min, mm), max: Math.max(known.max, mm) } : { min: mm, max: mm };
      }
    }
    return bounds;
  }
}
