// The search part of the stand-in: words, typos, synonyms, filters, facets and ranking rules.
import type { Settings } from "meilisearch";
import { editDistance, normalise } from "#server/adapters/search/text.ts";
import { fieldOf, matchesFilter, namesField } from "./fake-meilisearch-filter.ts";

export type FakeDocument = { id: string } & Record<string, unknown>;
export type Index = { createdAt: string; settings: Settings; documents: Map<string, FakeDocument> };
export type Query = {
  indexUid: string;
  q: string;
  filter?: string[];
  sort?: string[];
  matchingStrategy: "all" | "last";
  facets: string[];
  attributesToRetrieve?: string[];
  limit: number;
  offset?: number;
};
type Match = { words: number; typos: number; attribute: number; inexact: number };

/** What Meilisearch answers to what it does not accept. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const tokensOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((item) => normalise(String(item)).split(" "));

/** How one query word meets one attribute: edits needed, or undefined. */
function meet(word: string, tokens: readonly string[], prefix: boolean, forgiven: number): number | undefined {
  let best: number | undefined;
  for (const token of tokens) {
    const whole = editDistance(word, token, forgiven);
    const begun =
      prefix && token.length > word.length ? editDistance(word, token.slice(0, word.length), forgiven) : whole;
    const edits = Math.min(whole, begun);
    if (edits <= forgiven && (best === undefined || edits < best)) best = edits;
  }
  return best;
}

function matchWords(words: readonly string[], document: FakeDocument, settings: Settings): (Match | undefined)[] {
  const sizes = settings.typoTolerance?.minWordSizeForTypos;
  return words.map((word, i) => {
    let best: Match | undefined;
    for (const [attribute, field] of (settings.searchableAttributes ?? []).entries()) {
      const strict = settings.typoTolerance?.disableOnAttributes?.includes(field);
      const forgiven = strict || word.length < (sizes?.oneTypo ?? 5) ? 0 : word.length < (sizes?.twoTypos ?? 9) ? 1 : 2;
      const tokens = tokensOf(document[field]);
      const typos = meet(word, tokens, i === words.length - 1, forgiven);
      if (typos === undefined) continue;
      const inexact = tokens.includes(word) ? 0 : 1;
      if (!best || typos < best.typos || (typos === best.typos && attribute < best.attribute)) {
        best = { words: 1, typos, attribute, inexact };
      }
    }
    return best;
  });
}

/** The words as typed, and with one phrase replaced by a synonym at a time. */
function wordings(words: readonly string[], settings: Settings): string[][] {
  const all = [[...words]];
  for (const [phrase, others] of Object.entries(settings.synonyms ?? {})) {
    const of = phrase.split(" ");
    const at = words.findIndex((_, i) => of.every((w, j) => words[i + j] === w));
    if (at < 0) continue;
    for (const other of others) all.push([...words.slice(0, at), ...other.split(" "), ...words.slice(at + of.length)]);
  }
  return all;
}

function matchDocument(query: Query, document: FakeDocument, settings: Settings): Match | undefined {
  const typed = normalise(query.q).split(" ").filter(Boolean);
  if (typed.length === 0) return { words: 0, typos: 0, attribute: 0, inexact: 0 };
  let best: Match | undefined;
  for (const words of wordings(typed, settings)) {
    const met = matchWords(words, document, settings);
    let kept = met.indexOf(undefined);
    if (kept < 0) kept = met.length;
    if (kept === 0 || (query.matchingStrategy === "all" && kept < met.length)) continue;
    const sum = met.slice(0, kept).reduce<Match>(
      (a, m) => ({
        words: a.words + 1,
        typos: a.typos + (m?.typos ?? 0),
        attribute: a.attribute + (m?.attribute ?? 0),
        inexact: a.inexact + (m?.inexact ?? 0),
      }),
      { words: 0, typos: 0, attribute: 0, inexact: 0 },
    );
    // A synonym that is longer or shorter than what it stands for counts as all words met.
    if (kept === met.length) sum.words = typed.length;
    if (!best || compareMatches(sum, best) < 0) best = sum;
  }
  return best;
}

const compareMatches = (a: Match, b: Match): number =>
  b.words - a.words || a.typos - b.typos || a.attribute - b.attribute || a.inexact - b.inexact;

/** Of a hit, what was asked for and may be shown. */
function shownOf(document: FakeDocument, { attributesToRetrieve }: Query, { displayedAttributes }: Settings) {
  const shown = (attributesToRetrieve ?? Object.keys(document)).filter(
    (field) => displayedAttributes?.includes(field) ?? true,
  );
  return Object.fromEntries(shown.map((field) => [field, document[field]]));
}

/** Answers one query of a multi-search. */
export function search(index: Index, query: Query) {
  const { settings } = index;
  for (const rule of query.sort ?? []) {
    if (!namesField(settings.sortableAttributes ?? [], rule.split(":")[0] ?? ""))
      throw new Refusal(400, "invalid_search_sort");
  }
  for (const facet of query.facets) {
    if (!settings.filterableAttributes?.includes(facet)) throw new Refusal(400, "invalid_search_facets");
  }
  const found = [...index.documents.values()].flatMap((document) => {
    const match = matchDocument(query, document, settings);
    const kept = (query.filter ?? []).every((filter) =>
      matchesFilter(filter, document, settings.filterableAttributes ?? []),
    );
    return match && kept ? [{ document, match }] : [];
  });
  const custom = (settings.rankingRules ?? []).filter((rule) => rule.includes(":"));
  const compareBy = (rules: readonly string[], a: FakeDocument, b: FakeDocument): number => {
    for (const rule of rules) {
      const [field = "", direction] = rule.split(":");
      const [first, second] = [fieldOf(a, field), fieldOf(b, field)];
      // What lacks the field comes last, whatever the direction.
      if ((first === undefined) !== (second === undefined)) return first === undefined ? 1 : -1;
      const difference = Number(first) - Number(second);
      if (difference) return direction === "desc" ? -difference : difference;
    }
    return 0;
  };
  found.sort(
    (a, b) =>
      compareBy(query.sort ?? [], a.document, b.document) ||
      compareMatches(a.match, b.match) ||
      compareBy(custom, a.document, b.document),
  );
  const facetDistribution: Record<string, Record<string, number>> = {};
  const facetStats: Record<string, { min: number; max: number }> = {};
  for (const facet of query.facets) {
    const counts: Record<string, number> = {};
    const values = found.flatMap(({ document }) => [(document[facet] ?? []) as string[] | number].flat());
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    facetDistribution[facet] = counts;
    const numbers = values.filter((value) => typeof value === "number");
    if (numbers.length) facetStats[facet] = { min: Math.min(...numbers), max: Math.max(...numbers) };
  }
  const offset = query.offset ?? 0;
  return {
    indexUid: query.indexUid,
    hits: found.slice(offset, offset + query.limit).map(({ document }) => shownOf(document, query, settings)),
    estimatedTotalHits: Math.min(found.length, settings.pagination?.maxTotalHits ?? 1000),
    ...(query.facets.length > 0 && { facetDistribution, facetStats }),
  };
}
