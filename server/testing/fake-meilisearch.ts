// A stand-in for Meilisearch where none can be installed: the routes, tasks, refusals and search semantics that our
// adapter relies on, written from Meilisearch's reference (https://www.meilisearch.com/docs/reference/api/overview).
// The contract suite runs against it, and against a real one when TEST_MEILISEARCH_URL names it.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Settings } from "meilisearch";
import { editDistance, normalise } from "#server/adapters/search/text.ts";
import { fieldOf, matchesFilter, namesField } from "./fake-meilisearch-filter.ts";

export type FakeDocument = { id: string } & Record<string, unknown>;
type Index = { settings: Settings; documents: Map<string, FakeDocument> };
type Query = {
  indexUid: string;
  q: string;
  filter: string[];
  sort?: string[];
  matchingStrategy: "all" | "last";
  facets: string[];
  attributesToRetrieve: string[];
  limit: number;
  offset?: number;
};
type Page = { fields?: string[]; offset?: number; limit?: number };
type Match = { words: number; typos: number; attribute: number; inexact: number };

class Refusal extends Error {
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
  const shown = attributesToRetrieve.filter((field) => displayedAttributes?.includes(field) ?? true);
  return Object.fromEntries(shown.map((field) => [field, document[field]]));
}

function search(index: Index, query: Query) {
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
    const kept = query.filter.every((filter) => matchesFilter(filter, document, settings.filterableAttributes ?? []));
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
    facetDistribution,
    facetStats,
  };
}

/** A page of whole documents, or of some fields of them: what may be displayed limits searches only. */
function pageOf(documents: readonly FakeDocument[], { fields, offset = 0, limit = 20 }: Page) {
  const results = documents.slice(offset, offset + limit).map((document) => {
    const shown = Object.entries(document).filter(([field]) => !fields || fields.includes(field));
    return Object.fromEntries(shown);
  });
  return { results, offset, limit, total: documents.length };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : undefined;
}

/** Starts the stand-in on a free port; requests without `key` are refused. */
export async function startFakeMeilisearch(key: string) {
  const indexes = new Map<string, Index>();
  const tasks: { uid: number; type: string; status: "succeeded" | "failed"; error: object | null }[] = [];
  const requests: string[] = [];

  const indexOf = (uid = ""): Index => {
    const index = indexes.get(uid);
    if (!index) throw new Refusal(404, "index_not_found");
    return index;
  };
  /** Writes are tasks: their failure shows in the task, not in the answer. */
  const enqueue = (type: string, work: () => void) => {
    let error: object | null = null;
    try {
      work();
    } catch (refusal) {
      error = { code: (refusal as Refusal).code, message: (refusal as Error).message };
    }
    const uid = tasks.push({ uid: tasks.length, type, status: error ? "failed" : "succeeded", error }) - 1;
    return { taskUid: uid, indexUid: null, status: "enqueued", type, enqueuedAt: new Date().toISOString() };
  };
  const statsOf = (index: Index) => ({
    numberOfDocuments: index.documents.size,
    isIndexing: false,
    fieldDistribution: {},
  });

  const routes: [string, RegExp, (id: string, body: never) => unknown][] = [
    ["GET", /^\/stats$/, () => ({ indexes: Object.fromEntries([...indexes].map(([uid, i]) => [uid, statsOf(i)])) })],
    ["GET", /^\/tasks\/(\d+)$/, (id) => ({ ...tasks[Number(id)], indexUid: null, details: {} })],
    ["GET", /^\/indexes\/([^/]+)$/, (uid) => indexOf(uid) && { uid, primaryKey: "id" }],
    ["GET", /^\/indexes\/([^/]+)\/stats$/, (uid) => statsOf(indexOf(uid))],
    [
      "POST",
      /^\/indexes$/,
      (_, body: { uid: string }) =>
        enqueue("indexCreation", () => {
          if (indexes.has(body.uid)) throw new Refusal(409, "index_already_exists");
          indexes.set(body.uid, { settings: {}, documents: new Map() });
        }),
    ],
    ["DELETE", /^\/indexes\/([^/]+)$/, (uid) => enqueue("indexDeletion", () => indexOf(uid) && indexes.delete(uid))],
    ["GET", /^\/indexes\/([^/]+)\/settings$/, (uid) => indexOf(uid).settings],
    [
      "DELETE",
      /^\/indexes\/([^/]+)\/documents$/,
      (uid) => enqueue("documentDeletion", () => indexOf(uid).documents.clear()),
    ],
    [
      "PATCH",
      /^\/indexes\/([^/]+)\/settings$/,
      (uid, body: Settings) => enqueue("settingsUpdate", () => Object.assign(indexOf(uid).settings, body)),
    ],
    [
      "POST",
      /^\/indexes\/([^/]+)\/documents$/,
      (uid, body: FakeDocument[]) =>
        enqueue("documentAdditionOrUpdate", () => {
          for (const document of body) {
            if (!/^[\w-]{1,511}$/.test(document.id)) throw new Refusal(400, "invalid_document_id");
            indexOf(uid).documents.set(document.id, document);
          }
        }),
    ],
    [
      "GET",
      /^\/indexes\/([^/]+)\/documents$/,
      (uid, asked: Record<string, string>) =>
        pageOf([...indexOf(uid).documents.values()], {
          ...(asked.fields && { fields: asked.fields.split(",") }),
          offset: Number(asked.offset ?? 0),
          limit: Number(asked.limit ?? 20),
        }),
    ],
    [
      "POST",
      /^\/indexes\/([^/]+)\/documents\/fetch$/,
      (uid, body: Page & { filter?: string }) => {
        const index = indexOf(uid);
        const { filter } = body;
        const kept = [...index.documents.values()].filter(
          (d) => !filter || matchesFilter(filter, d, index.settings.filterableAttributes ?? []),
        );
        return pageOf(kept, body);
      },
    ],
    [
      "POST",
      /^\/indexes\/([^/]+)\/documents\/delete-batch$/,
      (uid, body: string[]) =>
        enqueue("documentDeletion", () => {
          for (const id of body) indexOf(uid).documents.delete(id);
        }),
    ],
    [
      "POST",
      /^\/swap-indexes$/,
      (_, body: { indexes: [string, string] }[]) =>
        enqueue("indexSwap", () => {
          for (const {
            indexes: [a, b],
          } of body) {
            const [first, second] = [indexOf(a), indexOf(b)];
            indexes.set(a, second).set(b, first);
          }
        }),
    ],
    [
      "POST",
      /^\/multi-search$/,
      (_, body: { queries: Query[] }) => ({ results: body.queries.map((q) => search(indexOf(q.indexUid), q)) }),
    ],
  ];

  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://fake");
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    try {
      requests.push(`${request.method} ${path}`);
      if (request.headers.authorization !== `Bearer ${key}`) throw new Refusal(403, "invalid_api_key");
      for (const [method, pattern, work] of routes) {
        const match = method === request.method ? pattern.exec(path) : null;
        if (!match) continue;
        const asked = method === "GET" ? Object.fromEntries(searchParams) : await bodyOf(request);
        return void answer(200, work(match[1] ?? "", asked as never));
      }
      throw new Refusal(404, "not_found");
    } catch (error) {
      const { status = 500, code = "internal", message } = error as Partial<Refusal>;
      answer(status, { message, code, type: "invalid_request", link: "" });
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    indexes,
    requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
