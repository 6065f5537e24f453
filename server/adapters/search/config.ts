import { env } from "#server/platform/env.ts";
import { keysFrom, type MeilisearchKeys } from "./meilisearch/keys.ts";

/**
 * Where Meilisearch is and what this process presents there, or null when this house does without. Keys that are given win
 * over those that follow from the master key: a web process that has them need not be told the master key at all.
 */
export function meilisearchConfig(): { url: string; keys: MeilisearchKeys } | null {
  const { MEILISEARCH_URL, MEILISEARCH_KEY, MEILISEARCH_SEARCH_KEY, MEILISEARCH_INDEX_KEY } = env();
  if (!MEILISEARCH_URL) return null;
  const given = {
    ...(MEILISEARCH_SEARCH_KEY && { search: MEILISEARCH_SEARCH_KEY }),
    ...(MEILISEARCH_INDEX_KEY && { index: MEILISEARCH_INDEX_KEY }),
  };
  // Whoever was given both has nothing to make.
  const derived = MEILISEARCH_KEY && !(given.search && given.index) ? keysFrom(MEILISEARCH_KEY) : {};
  return { url: MEILISEARCH_URL, keys: { ...derived, ...given } };
}
