// Search in Meilisearch, through its official SDK. Searches must answer fast or not at all; writes wait for their task,
// because a job that only enqueued something would never learn that it failed.
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { type EnqueuedTaskPromise, Meilisearch, MeilisearchApiError, type MultiSearchQuery } from "meilisearch";
import {
  fullestCategories,
  priceFacet,
  type SearchDocument,
  type SearchEngine,
  type SearchQuery,
  type SearchResult,
  SearchUnavailable,
} from "../../../modules/catalogue/search-port.ts";
import { currentSynonyms, forgetSynonyms } from "../current-synonyms.ts";
import { type MeiliDocument, toMeiliDocument } from "./documents.ts";
import { type MeiliHit, resultOf, searchesFor, unfilteredSearch, wordSearches } from "./find.ts";
import { ensureKeys, type MeilisearchKeys } from "./keys.ts";
import { indexUid, settings } from "./settings.ts";

/** As it came over the wire: without what is undefined. */
const plain = (document: MeiliDocument): unknown => JSON.parse(JSON.stringify(document));

export type MeilisearchOptions = {
  url: string;
  keys: MeilisearchKeys;
  /** Milliseconds that a shopper waits. */
  searchTimeout?: number;
  /** Milliseconds that a job waits for one request, and for one task. */
  writeTimeout?: number;
  taskTimeout?: number;
};

const code = "meilisearch";

/** An engine on one Meilisearch. Nothing is asked of it until the first call. */
export function createMeilisearch(options: MeilisearchOptions): SearchEngine {
  const { searchTimeout = 1500, writeTimeout = 15_000, taskTimeout = 120_000 } = options;
  const client = (apiKey: string | undefined, timeout: number) =>
    new Meilisearch({ host: options.url, ...(apiKey && { apiKey }), timeout });
  const { keys } = options;
  const reader = client(keys.search, searchTimeout);
  const writer = client(keys.index, writeTimeout);

  async function finished(task: EnqueuedTaskPromise): Promise<void> {
    const done = await task.waitTask({ timeout: taskTimeout });
    if (done.status !== "succeeded") throw new Error(`Meilisearch ${done.type} ${done.status}: ${done.error?.message}`);
  }

  /**
   * Puts `next` in the place of the index. A key that is kept to its own indexes may swap them but never sees the task, which
   * belongs to two; so the index itself is asked whether it is the other one by now: it was made when that was.
   */
  async function swapWith(next: string): Promise<void> {
    const { createdAt } = await writer.getRawIndex(next);
    await writer.swapIndexes([{ indexes: [indexUid, next], rename: false }]);
    const until = performance.now() + taskTimeout;
    while ((await writer.getRawIndex(indexUid)).createdAt !== createdAt) {
      if (performance.now() > until) throw new Error("Meilisearch did not swap the indexes in time");
      await wait(50);
    }
  }

  async function indexExists(uid: string): Promise<boolean> {
    try {
      await writer.getRawIndex(uid);
      return true;
    } catch (error) {
      if (error instanceof MeilisearchApiError && error.cause?.code === "index_not_found") return false;
      throw error;
    }
  }

  async function synonymTable(): Promise<Record<string, string[]>> {
    forgetSynonyms();
    return (await currentSynonyms()).table;
  }

  async function makeIndex(uid: string): Promise<void> {
    if (!(await indexExists(uid))) await finished(writer.createIndex(uid, { primaryKey: "id" }));
    await finished(writer.index(uid).updateSettings({ ...settings, synonyms: await synonymTable() }));
  }

  // Settings are those of this code, so once per process is enough; that the index is there is asked every time, because
  // Meilisearch would make a lost one anew with settings of its own.
  let prepared: Promise<void> | undefined;
  let keyed: Promise<void> | undefined;
  async function prepare(): Promise<void> {
    if (keys.admin) {
      keyed ??= ensureKeys(client(keys.admin, writeTimeout), keys.admin).catch((error) => {
        keyed = undefined;
        throw error;
      });
      await keyed;
    }
    if (prepared && !(await indexExists(indexUid))) prepared = undefined;
    prepared ??= makeIndex(indexUid).catch((error) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  }

  async function addDocuments(uid: string, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length) await finished(writer.index(uid).addDocuments(documents.map(toMeiliDocument)));
  }

  async function search(queries: MultiSearchQuery[]) {
    const { results } = await reader.multiSearch<{ queries: MultiSearchQuery[] }, MeiliHit>({ queries });
    return results;
  }

  /** Counted by a facet of which every product has one value: whoever may only search may not read statistics. */
  async function countDocuments(): Promise<number> {
    const [all] = await search([{ indexUid, q: "", limit: 0, facets: ["facets"] }]);
    const counts = Object.entries(all?.facetDistribution?.facets ?? {});
    return counts.reduce((sum, [value, count]) => sum + (value.startsWith(`${priceFacet}=`) ? count : 0), 0);
  }

  /** Answers, if need be with fewer words than were asked for. */
  async function find(asked: SearchQuery): Promise<SearchResult> {
    const strict = resultOf(asked, await search(searchesFor(asked, false)), true);
    if (strict.total > 0) return strict;
    // Nothing in a category, or left of it, is an answer; nothing is looked for in its place.
    if (asked.within !== undefined) return strict;
    const filtered = Object.values(asked.filters ?? {}).some((values) => values.length > 0);
    // Nothing left by the filters is an answer; nothing found by the words is not.
    if (filtered && (await search(unfilteredSearch(asked)))[0]?.estimatedTotalHits) return strict;
    const loose = resultOf(asked, await search(searchesFor(asked, true)), false);
    if (loose.total > 0) return loose;
    // Words are only ever dropped from the end: the first one may be the unknown one. The rarest known word says most.
    const words = wordSearches(asked);
    if (words.length < 2) return loose;
    const alone = await search(words.map((word) => word.search));
    const known = words
      .map(({ word }, i) => ({ word, total: alone[i]?.estimatedTotalHits ?? 0 }))
      .filter(({ total }) => total > 0)
      .sort((a, b) => a.total - b.total)[0];
    if (!known) return loose;
    const left = { ...asked, text: known.word };
    return resultOf(left, await search(searchesFor(left, false)), false);
  }

  async function query(asked: SearchQuery): Promise<SearchResult> {
    try {
      const result = await find(asked);
      // An index that was lost or is being filled knows nothing of a shop that may be full.
      if (result.total === 0 && (await countDocuments()) === 0) {
        throw new Error("the index is empty");
      }
      return result;
    } catch (error) {
      throw new SearchUnavailable(code, error);
    }
  }

  return {
    code,
    async ensureReady() {
      await prepare();
      const { numberOfDocuments } = await writer.index(indexUid).getStats();
      return { empty: numberOfDocuments === 0 };
    },
    async indexProducts(documents) {
      await prepare();
      await addDocuments(indexUid, documents);
      return 0;
    },
    async removeProducts(productIds) {
      if (productIds.length === 0) return 0;
      await prepare();
      await finished(writer.index(indexUid).deleteDocuments([...productIds]));
      return 0;
    },
    async rebuild(batches) {
      await prepare();
      const next = `${indexUid}_${Date.now().toString(36)}_${crypto.randomUUID().slice(0, 8)}`;
      let documents = 0;
      try {
        await makeIndex(next);
        for await (const batch of batches) {
          await addDocuments(next, batch);
          documents += batch.length;
        }
        await swapWith(next);
      } finally {
        // After the swap this name holds the old documents; before it, the unfinished ones.
        await writer.deleteIndexIfExists(next);
      }
      return { documents };
    },
    async refreshSettings() {
      await prepare();
      await finished(writer.index(indexUid).updateSettings({ synonyms: await synonymTable() }));
    },
    query,
    async suggest({ text, locale, limit }) {
      const result = await query({ text, locale, limit, facets: ["category"] });
      return { productIds: result.productIds, categories: fullestCategories(result) };
    },
    async compare(documents) {
      if (documents.length === 0) return new Map();
      const wanted = documents.map(toMeiliDocument);
      const filter = `id IN [${wanted.map(({ id }) => JSON.stringify(id)).join(", ")}]`;
      // What may be displayed limits searches only: documents come back whole.
      const { results } = await writer.index(indexUid).getDocuments<MeiliDocument>({ filter, limit: wanted.length });
      const kept = new Map(results.map((document) => [document.id, document]));
      return new Map(
        wanted.map((document) => {
          const found = kept.get(document.id);
          return [
            document.id,
            !found ? "missing" : isDeepStrictEqual(plain(found), plain(document)) ? "same" : "stale",
          ];
        }),
      );
    },
    async sampleIds(limit, seed) {
      const index = writer.index(indexUid);
      const { numberOfDocuments } = await index.getStats();
      const from = Number.parseInt(createHash("sha256").update(seed).digest("hex").slice(0, 8), 16);
      const offset = from % Math.max(1, numberOfDocuments - limit + 1);
      const { results } = await index.getDocuments<MeiliDocument>({ fields: ["id"], limit, offset });
      return results.map((document) => document.id);
    },
    async health() {
      try {
        return { ok: true, documents: await countDocuments(), detail: null };
      } catch (error) {
        return { ok: false, documents: 0, detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
