// Asking the search engines: the first that answers. An outage of one is told once a minute, not once a shopper.
import { searchEngines } from "#server/adapters/search/registry.ts";
import type { SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { log } from "#server/platform/log.ts";

const quietMs = 60_000;
const lastTold = new Map<string, number>();

function tell(engine: SearchEngine, error: unknown): void {
  const now = Date.now();
  if (now - (lastTold.get(engine.code) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
  lastTold.set(engine.code, now);
  log.warn({ err: error, engine: engine.code }, "search engine gave no answer, asking the next one");
}

/** Puts a question to one engine after the other. Throws what the last one threw when none answers. */
export async function ask<T>(
  question: (engine: SearchEngine) => Promise<T>,
  engines: readonly [SearchEngine, ...SearchEngine[]] = searchEngines(),
): Promise<{ answer: T; engine: string }> {
  let failure: unknown;
  for (const engine of engines) {
    try {
      return { answer: await question(engine), engine: engine.code };
    } catch (error) {
      failure = error;
      if (engine !== engines.at(-1)) tell(engine, error);
    }
  }
  throw failure;
}
