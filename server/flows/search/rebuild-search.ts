// A whole new search index beside the old one, then swapped in: after a restore, a change of settings, or on a first start.
import { searchEngines } from "#server/adapters/search/registry.ts";
import { productsIndexed } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { allDocuments } from "./build-documents.ts";
import { indexProducts } from "./index-products.ts";

/** Transactions that began before the rebuild may commit during it: their events carry their beginning. */
const longestTransactionMs = 60_000;

/** Products touched since a moment, from the outbox: the only place that knows of every change. */
export async function changedSince(moment: Date): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e.aggregate_id AS id FROM outbox_event e
    WHERE e.type = 'catalogue.product.changed' AND e.occurred_at >= ${moment}
    UNION
    SELECT v.product_id FROM outbox_event e, jsonb_array_elements_text(e.payload -> 'variantIds') AS touched(id)
    JOIN variant v ON v.id = touched.id
    WHERE e.type = 'stock.level.changed' AND e.occurred_at >= ${moment}`;
  return rows.map((row) => row.id);
}

/**
 * Rebuilds the index of every engine and then repeats what changed meanwhile. Engines rebuild one after the other; the
 * first failure is thrown after all were tried, so that one engine's outage does not keep another's index old.
 */
export async function rebuildSearch(
  options: { onlyEmpty?: boolean } = {},
): Promise<{ engine: string; documents: number }[]> {
  const started = new Date(Date.now() - longestTransactionMs);
  const done: { engine: string; documents: number }[] = [];
  const failures: unknown[] = [];
  for (const engine of [...searchEngines()].reverse()) {
    try {
      const { empty } = await engine.ensureReady();
      if (options.onlyEmpty && !empty) continue;
      const { documents } = await engine.rebuild(allDocuments(db()));
      done.push({ engine: engine.code, documents });
    } catch (error) {
      failures.push(error);
    }
  }
  if (done.length) {
    await indexProducts(await changedSince(started));
    // Lists drawn while there was no index were empty.
    await inTx(async (tx) => emit(tx, ...productsIndexed(done.map(({ engine }) => engine))));
  }
  if (failures.length) throw failures[0];
  return done;
}
