// A search narrowed by stock: an engine knows words and features, only the database knows what lies where at this moment.
// Reads only. One statement besides the engine's own questions.
import type { Filters } from "#server/modules/catalogue/contract.ts";
import {
  deepestOffset,
  type SearchEngine,
  type SearchQuery,
  type SearchResult,
} from "#server/modules/catalogue/search-port.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import type { Db } from "#server/platform/db.ts";
import { isStockFacet, passesStock, type StockPlaces, stockPlaces } from "../browse/stock-places.ts";

/** Stock is looked up for so many of the best hits: beyond it a stock filter finds nothing, and nothing is counted. */
const mostLookedUp = deepestOffset;

type Wanted = Required<Pick<SearchQuery, "text" | "locale" | "sort" | "limit" | "offset">> & { filters: Filters };

/** How many of these products each value of the stock facets would leave. */
function countStock(ids: readonly string[], places: ReadonlyMap<string, StockPlaces>, filters: Filters) {
  const store: Record<string, number> = {};
  let available = 0;
  for (const id of ids) {
    const of = places.get(id);
    if (!of) continue;
    if (passesStock(of, filters, "availability")) available++;
    if (passesStock(of, filters, "store")) for (const code of of.stores) store[code] = (store[code] ?? 0) + 1;
  }
  return {
    ...(available && { availability: { in_stock: available } }),
    ...(Object.keys(store).length && { store }),
  };
}

function split(filters: Filters): { stock: Filters; others: Filters } {
  const [stock, others] = [true, false].map((ours) =>
    Object.fromEntries(Object.entries(filters).filter(([key, values]) => isStockFacet(key) === ours && values.length)),
  );
  return { stock: stock ?? {}, others: others ?? {} };
}

/** Asks one engine for a page; facets, with those of stock, come with the first one. */
export async function findInStock(
  db: Db,
  engine: SearchEngine,
  channel: ChannelTerms,
  now: Date,
  { filters, ...wanted }: Wanted,
): Promise<SearchResult> {
  const { stock, others } = split(filters);
  const first = wanted.offset === 0;
  const best = { ...wanted, limit: mostLookedUp, offset: 0 };
  if (Object.keys(stock).length === 0) {
    if (!first) return engine.query({ ...wanted, filters: others });
    const all = await engine.query({ ...best, filters: others, facets: true });
    const answer = { ...all, productIds: all.productIds.slice(0, wanted.limit) };
    if (all.total > mostLookedUp) return answer;
    const places = await stockPlaces(db, channel, all.productIds, now);
    return { ...answer, facets: { ...all.facets, ...countStock(all.productIds, places, {}) } };
  }
  const narrowed = Object.keys(others).length > 0;
  // Without the other filters too: their facets are counted as if they were not chosen from.
  const [said, filtered] = await Promise.all([
    engine.query(best),
    first && narrowed ? engine.query({ ...best, filters: others }) : null,
  ]);
  const ids = new Set([...said.productIds, ...(filtered?.productIds ?? [])]);
  const places = await stockPlaces(db, channel, [...ids], now);
  const among = [...ids].filter((id) => passesStock(places.get(id), stock));
  const answer = await engine.query({ ...wanted, filters: others, among, facets: first });
  const counted = first ? countStock((filtered ?? said).productIds, places, stock) : {};
  return { ...answer, facets: { ...answer.facets, ...counted } };
}
