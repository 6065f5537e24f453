import type { MultiSearchQuery, SearchResponse } from "meilisearch";
import {
  deepestOffset,
  priceFacet,
  type SearchQuery,
  type SearchResult,
} from "../../../modules/catalogue/search-port.ts";
import { parseQuery } from "../text.ts";
import { indexUid, languageOf } from "./settings.ts";

type Filters = NonNullable<SearchQuery["filters"]>;
type Response = SearchResponse<{ id: string }>;

/** A string inside a filter expression. */
const quoted = (value: string): string => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

function expression(key: string, values: readonly string[]): string {
  if (key !== priceFacet) return `facets IN [${values.map((value) => quoted(`${key}=${value}`)).join(", ")}]`;
  const ranges = values.flatMap((value) => {
    const match = /^(\d{0,12})-(\d{0,12})$/.exec(value);
    return match ? [`(price_from >= ${Number(match[1])} AND price_from < ${match[2] ? Number(match[2]) : 1e15})`] : [];
  });
  return ranges.length ? `(${ranges.join(" OR ")})` : "price_from < 0";
}

function filterOf(filters: Filters, without?: string): string[] {
  return Object.entries(filters)
    .filter(([key, values]) => values.length > 0 && key !== without)
    .map(([key, values]) => expression(key, values));
}

const sorts = {
  relevance: [],
  price_asc: ["price_from:asc"],
  price_desc: ["price_from:desc"],
  newest: ["listed_at:desc"],
} as const;

/** What is sent as the query: stop words gone and sizes in one unit. One run of signs (a SKU) stays whole. */
function wordsOf(query: SearchQuery): string[] {
  const parsed = parseQuery(query.text, query.locale);
  if (parsed.code && !/\s/.test(query.text.trim())) return [parsed.phrase];
  return parsed.terms.map((term) => term.word);
}

/**
 * The searches that answer one query: the hits first, then one for each filtered facet, which is counted without its own
 * filter. `loose` drops words from the end when no product has them all.
 */
export function searchesFor(query: SearchQuery, loose: boolean): MultiSearchQuery[] {
  const filters = query.filters ?? {};
  const common = {
    indexUid,
    q: wordsOf(query).join(" "),
    locales: [languageOf[query.locale]],
    matchingStrategy: loose ? ("last" as const) : ("all" as const),
    attributesToRetrieve: ["id"],
    facets: query.facets ? ["facets"] : [],
  };
  const hits = {
    ...common,
    filter: filterOf(filters),
    sort: [...sorts[query.sort ?? "relevance"]],
    limit: query.limit,
    offset: Math.min(query.offset ?? 0, deepestOffset),
  };
  const filtered = query.facets ? Object.keys(filters).filter((key) => filters[key]?.length) : [];
  return [hits, ...filtered.map((key) => ({ ...common, filter: filterOf(filters, key), limit: 0 }))];
}

/** A search that tells whether anything matches the words at all, filters apart. */
export const unfilteredSearch = (query: SearchQuery): MultiSearchQuery[] =>
  searchesFor({ ...query, filters: {}, facets: false, limit: 0, offset: 0 }, false);

/** Each word by itself, to find out which of them the index knows at all. */
export function wordSearches(query: SearchQuery): { word: string; search: MultiSearchQuery }[] {
  const alone = { ...query, filters: {}, facets: false, limit: 0, offset: 0 };
  return wordsOf(query).flatMap((word) =>
    searchesFor({ ...alone, text: word }, false).map((search) => ({ word, search })),
  );
}

function countsOf(response: Response | undefined): Record<string, Record<string, number>> {
  // Keys are the catalogue's: none of them may mean something to an object.
  const counts: Record<string, Record<string, number>> = Object.create(null);
  for (const [facet, count] of Object.entries(response?.facetDistribution?.facets ?? {})) {
    const at = facet.indexOf("=");
    const key = facet.slice(0, at);
    counts[key] ??= Object.create(null) as Record<string, number>;
    counts[key][facet.slice(at + 1)] = count;
  }
  return counts;
}

/** Puts the answers to `searchesFor` together. */
export function resultOf(query: SearchQuery, responses: readonly Response[]): SearchResult {
  const [hits, ...others] = responses;
  const facets = countsOf(hits);
  const filtered = Object.entries(query.filters ?? {}).filter(([, values]) => values.length > 0);
  for (const [i, [key]] of filtered.entries()) {
    facets[key] = countsOf(others[i])[key] ?? {};
  }
  return {
    productIds: hits?.hits.map((hit) => hit.id) ?? [],
    total: hits?.estimatedTotalHits ?? hits?.totalHits ?? 0,
    facets: query.facets ? facets : {},
    correctedQuery: null,
  };
}
