import type { MultiSearchQuery, SearchResponse } from "meilisearch";
import { readRanges } from "../../../kernel/number-range.ts";
import {
  deepestOffset,
  isMeasure,
  measures,
  priceFacet,
  type SearchQuery,
  type SearchResult,
} from "../../../modules/catalogue/search-port.ts";
import { parseQuery } from "../text.ts";
import { indexUid, languageOf } from "./settings.ts";

type Response = SearchResponse<{ id: string }>;

/** A string inside a filter expression. */
const quoted = (value: string): string => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

function expression(key: string, values: readonly string[]): string {
  const measured = isMeasure(key);
  if (key !== priceFacet && !measured)
    return `facets IN [${values.map((value) => quoted(`${key}=${value}`)).join(", ")}]`;
  const field = measured ? key : "price_from";
  const ranges = readRanges(values, measured ? 10 : 1).map(
    ({ from, below }) => `(${field} >= ${from ?? 0} AND ${field} < ${below ?? 1e15})`,
  );
  return ranges.length ? `(${ranges.join(" OR ")})` : `${field} < 0`;
}

/** One of these products, and no other. */
const oneOf = (ids: readonly string[] | undefined): string[] =>
  ids ? [ids.length ? `id IN [${ids.map(quoted).join(", ")}]` : "price_from < 0"] : [];

function filterOf({ filters = {}, among }: SearchQuery, without?: string): string[] {
  const kept = Object.entries(filters).filter(([key, values]) => values.length > 0 && key !== without);
  return [...kept.map(([key, values]) => expression(key, values)), ...oneOf(among)];
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
    facets: query.facets ? ["facets", ...(query.facets === true ? measures : [])] : [],
  };
  const hits = {
    ...common,
    filter: filterOf(query),
    sort: [...sorts[query.sort ?? "relevance"]],
    limit: query.limit,
    offset: Math.min(query.offset ?? 0, deepestOffset),
  };
  const filtered = query.facets ? Object.keys(filters).filter((key) => filters[key]?.length) : [];
  return [hits, ...filtered.map((key) => ({ ...common, filter: filterOf(query, key), limit: 0 }))];
}

/** The words alone. */
function bare({ filters: _, among: __, ...query }: SearchQuery): SearchQuery {
  return { ...query, facets: false };
}

/** A search that tells whether anything matches the words at all, filters apart. */
export const unfilteredSearch = (query: SearchQuery): MultiSearchQuery[] =>
  searchesFor({ ...bare(query), limit: 0, offset: 0 }, false);

/** Each word by itself, to find out which of them the index knows at all. */
export function wordSearches(query: SearchQuery): { word: string; search: MultiSearchQuery }[] {
  const alone = { ...bare(query), limit: 0, offset: 0 };
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
export function resultOf(query: SearchQuery, responses: readonly Response[], complete: boolean): SearchResult {
  const [hits, ...others] = responses;
  const facets = countsOf(hits);
  const bounds: SearchResult["bounds"] = {};
  const stats = { ...hits?.facetStats };
  const filtered = Object.entries(query.filters ?? {}).filter(([, values]) => values.length > 0);
  for (const [i, [key]] of filtered.entries()) {
    if (isMeasure(key)) stats[key] = others[i]?.facetStats?.[key] as (typeof stats)[string];
    else facets[key] = countsOf(others[i])[key] ?? {};
  }
  for (const key of measures) if (stats[key]) bounds[key] = stats[key];
  return {
    productIds: hits?.hits.map((hit) => hit.id) ?? [],
    total: hits?.estimatedTotalHits ?? hits?.totalHits ?? 0,
    facets: query.facets ? facets : {},
    bounds,
    correctedQuery: null,
    complete,
  };
}
