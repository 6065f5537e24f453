import { env } from "#server/platform/env.ts";

/** Where Meilisearch is, or null when this house does without. */
export function meilisearchConfig(): { url: string; key: string | undefined } | null {
  const { MEILISEARCH_URL, MEILISEARCH_KEY } = env();
  return MEILISEARCH_URL ? { url: MEILISEARCH_URL, key: MEILISEARCH_KEY } : null;
}
