import type { SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { db } from "#server/platform/db.ts";
import type { Judged } from "./measure.ts";
import { type Labelled, labelledQueries } from "./queries.ts";

/** Asks an engine every labelled query, as the search page does, and notes the slugs of its first ten hits. */
export async function judge(engine: SearchEngine, queries: readonly Labelled[] = labelledQueries): Promise<Judged[]> {
  const products = await db().product.findMany({ select: { id: true, slug: true } });
  const slugOf = new Map(products.map((product) => [product.id, product.slug]));
  const judged: Judged[] = [];
  for (const query of queries) {
    const { text, locale } = query;
    const { productIds } = await engine.query({ text, locale, limit: 10 });
    judged.push({ query, found: productIds.map((id) => slugOf.get(id) ?? id) });
  }
  return judged;
}

/** Queries whose first hit is not the best there is, with what came instead. */
export const missesOf = (judged: readonly Judged[]): string[] =>
  judged.flatMap(({ query, found }) => {
    const best = Math.max(0, ...Object.values(query.wanted));
    const right = best === 0 ? found.length === 0 : query.wanted[found[0] ?? ""] === best;
    return right ? [] : [`${query.locale} ${query.text} → ${found.slice(0, 3).join(", ") || "nothing"}`];
  });
