import type { MultiSearchQuery, SearchResponse } from "meilisearch";
import { readRanges } from "../../../kernel/number-range.ts";
import {
  categoryFacet,
  deepestOffset,
  isMeasure,
  measures,
  priceFacet,
  type SearchPosition,
  type SearchQuery,
  type SearchResult,
} from "../../../modules/catalogue/search-port.ts";
import { parseQuery } from "../text.ts";
import { tieOf } from "./documents.ts";
import { indexUid, languageOf } from "./settings.ts";

/** What comes back of a hit: its id, and what it may be sorted by. */
export type MeiliHit = { id: string; price_from?: number; listed_at?: number; positions?: Record<string, number> };
type Response = SearchResponse<MeiliHit>;

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

/** What a sorted page is in the order of; null for relevance. A place that no product has sorts nothing. */
function orderOf({ sort = "relevance", within = "" }: SearchQuery): { field: string; descending: boolean } | null {
  switch (sort) {
    case "price_asc":
    case "price_desc":
      return { field: "price_from", descending: sort === "price_desc" };
    case "newest":
      return { field: "listed_at", descending: true };
    case "featured":
      return { field: `positions.${within}`, descending: false };
    default:
      return null;
  }
}

/** What follows a place: further on by what pages are sorted by, or as far and behind in what breaks ties. */
function following(query: SearchQuery): string[] {
  const order = orderOf(query);
  if (!order || !query.after) return [];
  const { key, id } = query.after;
  const beyond = `${order.field} ${order.descending ? "<" : ">"} ${key}`;
  return [`(${beyond} OR (${order.field} = ${key} AND tie > ${tieOf(id)}))`];
}

const inCategory = (slug: string): string => quoted(`${categoryFacet}=${slug}`);

function filterOf({ filters = {}, within }: SearchQuery, without?: string): string[] {
  const kept = Object.entries(filters).filter(([key, values]) => values.length > 0 && key !== without);
  const scope = within === undefined ? [] : [`facets IN [${inCategory(within)}]`];
  return [...scope, ...kept.map(([key, values]) => expression(key, values))];
}

function sortOf(query: SearchQuery): string[] {
  const order = orderOf(query);
  return order ? [`${order.field}:${order.descending ? "desc" : "asc"}`, "tie:asc"] : [];
}

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
    attributesToRetrieve: ["id", "price_from", "listed_at", "positions"],
    facets: [
      // What is in a category is counted by its facet: totals of long lists are cut off.
      ...(query.facets || query.within !== undefined ? ["facets"] : []),
      ...(query.facets === true ? measures : []),
    ],
  };
  const all = { ...common, filter: filterOf(query) };
  const hits = {
    ...all,
    filter: [...all.filter, ...following(query)],
    sort: sortOf(query),
    // One more than asked for tells whether anything follows.
    limit: query.limit === 0 ? 0 : query.limit + 1,
    offset: Math.min(query.offset ?? 0, deepestOffset),
  };
  const filtered = query.facets ? Object.keys(filters).filter((key) => filters[key]?.length) : [];
  // Of a later page totals and facets are those of the whole list all the same.
  const whole = query.after ? [{ ...all, limit: 0 }] : [];
  const unfiltered = isNarrowed(query) ? [{ ...common, filter: filterOf({ ...query, filters: {} }), limit: 0 }] : [];
  const each = filtered.map((key) => ({ ...common, filter: filterOf(query, key), limit: 0 }));
  return [hits, ...whole, ...unfiltered, ...each];
}

/** A category of which filters show a part. */
const isNarrowed = ({ within, filters = {} }: SearchQuery): boolean =>
  within !== undefined && Object.values(filters).some((values) => values.length > 0);

/** The words alone. */
function bare({ filters: _, within: __, after: ___, ...query }: SearchQuery): SearchQuery {
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

/** Where the page after these hits begins. */
function nextOf(query: SearchQuery, hits: readonly MeiliHit[]): SearchPosition | null {
  const last = hits[query.limit - 1];
  const order = orderOf(query);
  if (!order || !last || hits.length <= query.limit) return null;
  const key = query.sort === "featured" ? last.positions?.[query.within ?? ""] : last[order.field as "price_from"];
  return key === undefined ? null : { key, id: last.id };
}

/** Of a list that is longer than the engine counts, the category tells how long it is. */
function totalOf({ within }: SearchQuery, whole: Response | undefined, facets: SearchResult["facets"]): number {
  const estimated = whole?.estimatedTotalHits ?? whole?.totalHits ?? 0;
  return Math.max(estimated, within === undefined ? 0 : (facets[categoryFacet]?.[within] ?? 0));
}

/** Puts the answers to `searchesFor` together. */
export function resultOf(query: SearchQuery, responses: readonly Response[], complete: boolean): SearchResult {
  const [hits, ...others] = responses;
  const whole = query.after ? others.shift() : hits;
  const unfiltered = isNarrowed(query) ? others.shift() : whole;
  const facets = countsOf(whole);
  const total = totalOf(query, whole, facets);
  const bounds: SearchResult["bounds"] = {};
  const stats = { ...whole?.facetStats };
  const filtered = Object.entries(query.filters ?? {}).filter(([, values]) => values.length > 0);
  for (const [i, [key]] of filtered.entries()) {
    if (isMeasure(key)) stats[key] = others[i]?.facetStats?.[key] as (typeof stats)[string];
    else facets[key] = countsOf(others[i])[key] ?? {};
  }
  for (const key of measures) if (stats[key]) bounds[key] = stats[key];
  const found = hits?.hits ?? [];
  return {
    productIds: found.slice(0, query.limit).map((hit) => hit.id),
    total,
    unfiltered: query.within === undefined ? total : totalOf(query, unfiltered, countsOf(unfiltered)),
    next: nextOf(query, found),
    facets: query.facets ? facets : {},
    bounds,
    correctedQuery: null,
    complete,
  };
}
