import type { SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { db } from "#server/platform/db.ts";
import type { Judged } from "./measure.ts";
import { labelledQueries } from "./queries.ts";

/** Asks an engine every labelled query, as the search page does, and notes the slugs of its first ten hits. */
export async function judge(engine: SearchEngine): Promise<Judged[]> {
  const products = await db().product.findMany({ select: { id: true, slug: true } });
  const slugOf = new Map(products.map((product) => [product.id, product.slug]));
  const judged: Judged[] = [];
  for (const query of labelledQueries) {
    const { text, locale } = query;
    const { productIds } = await engine.query({ text, locale, limit: 10 });
    judged.push({ query, found: productIds.map((id) => slugOf.get(id) ?? id) });
  }
  return judged;
}
