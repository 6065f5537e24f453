// Bringing the search index up to date with the catalogue. Called by jobs; takes ids and looks at the truth itself, so
// late, repeated and reordered calls are harmless. Talks to engines: never inside a transaction.
import { searchEngines } from "#server/adapters/search/registry.ts";
import { productsIndexed } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { emit, enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { buildDocuments } from "./build-documents.ts";

const batch = 500;

/** An empty index is filled as a whole: with a few products in it, it would pass for the whole shop. */
const requestRebuild = (): Promise<void> =>
  inTx((tx) => enqueue(tx, "rebuild-search", { onlyEmpty: true }, { key: "rebuild-search-when-empty" }));

/**
 * Re-reads these products and tells every engine: what may be sold is written, the rest removed. Cached lists were drawn anew
 * when the change was announced, perhaps before the index had it; they are told again, unless it was only stock that moved,
 * which happens all day.
 */
export async function indexProducts(
  productIds: readonly string[],
  { announce = true }: { announce?: boolean } = {},
): Promise<{ indexed: number; removed: number }> {
  const unique = [...new Set(productIds)].sort();
  let indexed = 0;
  let changed = 0;
  for (let i = 0; i < unique.length; i += batch) {
    const ids = unique.slice(i, i + batch);
    const documents = await buildDocuments(db(), ids);
    const alive = new Set(documents.map((d) => d.productId));
    const gone = ids.filter((id) => !alive.has(id));
    indexed += documents.length;
    // PostgreSQL first: it is what shoppers fall back on.
    for (const engine of [...searchEngines()].reverse()) {
      if ((await engine.ensureReady()).empty && documents.length) {
        await requestRebuild();
        continue;
      }
      changed += await engine.indexProducts(documents);
      changed += await engine.removeProducts(gone);
    }
  }
  if (announce && changed) await inTx(async (tx) => emit(tx, ...productsIndexed(unique)));
  return { indexed, removed: unique.length - indexed };
}
