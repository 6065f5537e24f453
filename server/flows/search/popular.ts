// What shoppers search for most. Only words are counted, only when products have all of them as typed, and nobody hears of
// a query before several searches were the same: a name or an address that slipped in is never shown. No person is known.
import type { Locale } from "#server/kernel/locales.ts";
import { countSearches, popularSearches, type SearchCount } from "#server/modules/catalogue/index.ts";
import { type Db, db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { attributeFacetValue } from "./facet-value.ts";

/** Searches are counted in memory and written together: a search stays a read. A crash loses this much of a statistic. */
const gatherMs = 5_000;
/** So many different queries at most between two writings: more is no shopper. */
const mostGathered = 1_000;
const daysLookedAt = 30;
/** A query is offered to others from so many searches on. */
export const timesToBePopular = 5;

const gathered = new Map<string, SearchCount>();
let timer: NodeJS.Timeout | undefined;

/** Lower-case, without accents and signs: the same for everybody who means the same. */
const plain = (text: string): string => attributeFacetValue(text).replaceAll("-", " ");

/** A few words, as people search; long numbers are references, signs of an address are an address. */
function isWorthCounting(text: string, query: string): boolean {
  const words = query.split(" ");
  return query.length >= 3 && query.length <= 60 && text.length <= 80 && words.length <= 6 && !/@|\d{4}/.test(text);
}

/** Counts one successful search, some seconds later. */
export function noteSearch(locale: Locale, text: string): void {
  const label = text.trim().replace(/\s+/g, " ").toLowerCase();
  const query = plain(label);
  const key = `${locale} ${query}`;
  if (!isWorthCounting(label, query) || (gathered.size >= mostGathered && !gathered.has(key))) return;
  gathered.set(key, { locale, query, label, count: (gathered.get(key)?.count ?? 0) + 1 });
  timer ??= setTimeout(() => {
    writeSearches().catch((error) => log.warn({ err: error }, "searches were not counted"));
  }, gatherMs).unref();
}

/** Writes what was gathered, in one statement. */
export async function writeSearches(now: Date = new Date()): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const counts = [...gathered.values()];
  gathered.clear();
  if (counts.length) await countSearches(db(), counts, now);
}

/** Queries that others made often lately and that begin like this one, the most frequent first; never the same one. */
export async function popularLike(
  reading: Db,
  asked: { locale: Locale; text: string; limit: number; now: Date },
): Promise<string[]> {
  const beginning = plain(asked.text);
  if (beginning.length < 2) return [];
  const since = new Date(asked.now.getTime() - daysLookedAt * 86_400_000);
  return popularSearches(reading, { ...asked, beginning, since, atLeast: timesToBePopular });
}
