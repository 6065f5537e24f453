// How complete products are, computed anew and noted for lists. Run by a job after changes and every hour; takes ids and looks
// at the truth itself, so late and repeated calls are harmless. No lock: the last one to look is right.
import { completenessOf, keepScores } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { completenessFacts } from "./completeness-facts.ts";

const batch = 500;

async function scoreSome(productIds: readonly string[], now: Date): Promise<void> {
  const facts = await completenessFacts(db(), productIds, now);
  const scores = [...facts].map(([productId, of]) => ({ productId, ...completenessOf(of) }));
  if (scores.length) await inTx((tx) => keepScores(tx, scores, now));
}

/** Scores these products, or every product that is not archived. Gives how many were looked at. */
export async function scoreProducts(productIds: readonly string[] | null): Promise<number> {
  const now = new Date();
  if (productIds) {
    const unique = [...new Set(productIds)].sort();
    for (let i = 0; i < unique.length; i += batch) await scoreSome(unique.slice(i, i + batch), now);
    return unique.length;
  }
  for (let after = "", total = 0; ; ) {
    const page = await db().product.findMany({
      where: { id: { gt: after }, status: { not: "archived" } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    const last = page.at(-1);
    if (!last) return total;
    await scoreSome(
      page.map((row) => row.id),
      now,
    );
    total += page.length;
    after = last.id;
  }
}
