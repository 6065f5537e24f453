// Which search engines there are. Meilisearch answers where it is configured; PostgreSQL otherwise, and whenever the
// first gives no answer, so its documents are kept in any case.
import type { SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { meilisearchConfig } from "./config.ts";
import { createMeilisearch } from "./meilisearch/engine.ts";
import { postgresSearch } from "./postgres/engine.ts";

let meilisearch: { url: string; engine: SearchEngine } | undefined;

/** The engines of this process, the one to ask first in front. Documents go to all of them. */
export function searchEngines(): readonly [SearchEngine, ...SearchEngine[]] {
  const config = meilisearchConfig();
  if (!config) return [postgresSearch];
  if (meilisearch?.url !== config.url) meilisearch = { url: config.url, engine: createMeilisearch(config) };
  return [meilisearch.engine, postgresSearch];
}
