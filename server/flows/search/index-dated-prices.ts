// Prices that begin or end by their date, which no event tells of: the products concerned are indexed again. Run by a job every
// minute. Talks to engines: never inside a transaction. No lock: indexing twice is harmless.
import { db } from "#server/platform/db.ts";
import { indexProducts } from "./index-products.ts";

/** Further back than one minute: a worker that was stopped for a while catches up, and the nightly rebuild does the rest. */
const lookBackMs = 15 * 60_000;

/** Indexes what costs something else than a quarter of an hour ago because of a date. What is indexed already is not written. */
export async function indexDatedPrices(now: Date): Promise<{ indexed: number; removed: number }> {
  const since = new Date(now.getTime() - lookBackMs);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.product_id AS id FROM variant v JOIN (
      SELECT variant_id FROM price_list_item WHERE valid_from > ${since} AND valid_from <= ${now}
      UNION ALL
      SELECT variant_id FROM price_list_item WHERE valid_to > ${since} AND valid_to <= ${now}) i ON i.variant_id = v.id`;
  return indexProducts(rows.map((row) => row.id));
}
