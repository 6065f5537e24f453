// A shop as large as a busy one, written in bulk: what matters is that indexes are as deep as in real life.
import { seedSetup, webPriceList } from "#prisma/seed/setup.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** The n-th article of the bench. */
export const articleId = (n: number): string => `var_bench${String(n).padStart(6, "0")}`;

/** Channels, prices, taxes and shipping as in the demo shop, and so many articles without stock at 40 euros. */
export async function fillShop(articles: number): Promise<void> {
  await inTx(seedSetup);
  await db().$executeRaw`
    WITH n AS (SELECT lpad(g::text, 6, '0') AS n FROM generate_series(0, ${articles}::int - 1) g), products AS (
      INSERT INTO product (id, slug, status, name, updated_at)
      SELECT 'prd_bench' || n, 'bench-' || n, 'active', jsonb_build_object('fr', 'Article ' || n, 'en', 'Article ' || n), now() FROM n
    ), variants AS (
      INSERT INTO variant (id, product_id, sku, weight_g, updated_at)
      SELECT 'var_bench' || n, 'prd_bench' || n, 'BENCH-' || n, 500, now() FROM n
    )
    INSERT INTO price_list_item (id, price_list_id, variant_id, unit_price)
    SELECT 'pli_bench' || n, l.id, 'var_bench' || n, 40 FROM n, price_list l WHERE l.code = ${webPriceList}`;
}

/** Receives so many pieces of articles `from` to `from + count - 1` in the first warehouse, through the ledger. */
export async function stockArticles(from: number, count: number, pieces: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, i) => articleId(from + i));
  await db().$executeRaw`
    WITH received AS (
      INSERT INTO stock_move (id, variant_id, from_id, to_id, quantity, reason)
      SELECT 'mov_' || gen_random_uuid(), v, s.id, w.id, ${pieces}::int, 'receipt'
      FROM unnest(${ids}::text[]) v, location s, location w WHERE s.code = 'SUPPLIER' AND w.code = 'WH-LYON'
      RETURNING variant_id, to_id, quantity
    )
    INSERT INTO stock_level (variant_id, location_id, on_hand) SELECT * FROM received
    ON CONFLICT (variant_id, location_id) DO UPDATE SET on_hand = stock_level.on_hand + excluded.on_hand`;
}

/** What autovacuum would have done in a database that was not filled a second ago. */
export const settle = () => db().$executeRawUnsafe("VACUUM ANALYZE");
