import { expect, it } from "vitest";
import { db } from "#server/platform/db.ts";

it("every foreign key has an index that begins with its columns", async () => {
  const bare = await db().$queryRaw<{ constraint: string }[]>`
    SELECT c.conrelid::regclass || '.' || c.conname AS constraint
    FROM pg_constraint c
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
        AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
    ORDER BY 1`;
  expect(bare.map((row) => row.constraint)).toEqual([]);
});

it("refuses what no code path should ever try", async () => {
  const refused = async (sql: string) => {
    await expect(db().$executeRawUnsafe(sql), sql).rejects.toThrow(/violates check constraint|append-only|is posted/);
  };
  await db().$executeRawUnsafe(
    `INSERT INTO location (id, code, name, kind) VALUES ('loc_a', 'A', 'A', 'warehouse'), ('loc_b', 'B', 'B', 'customer')`,
  );
  await db().$executeRawUnsafe(
    `INSERT INTO product (id, slug, status, name, updated_at) VALUES ('prd_a', 'a', 'active', '{"fr": "A"}', now())`,
  );
  await db().$executeRawUnsafe(
    `INSERT INTO variant (id, product_id, sku, updated_at) VALUES ('var_a', 'prd_a', 'A-1', now())`,
  );
  await refused(`INSERT INTO stock_level (variant_id, location_id, on_hand) VALUES ('var_a', 'loc_a', -1)`);
  await refused(`INSERT INTO stock_level (variant_id, location_id, on_hand, reserved) VALUES ('var_a', 'loc_a', 1, 2)`);
  await refused(`INSERT INTO stock_move (id, variant_id, from_id, to_id, quantity, reason)
    VALUES ('mov_a', 'var_a', 'loc_a', 'loc_a', 1, 'transfer')`);
  await db().$executeRawUnsafe(`INSERT INTO stock_move (id, variant_id, from_id, to_id, quantity, reason)
    VALUES ('mov_b', 'var_a', 'loc_a', 'loc_b', 1, 'shipment')`);
  await refused(`UPDATE stock_move SET quantity = 2 WHERE id = 'mov_b'`);
  await refused(`DELETE FROM stock_move WHERE id = 'mov_b'`);
  await refused(`UPDATE product SET status = 'sold' WHERE id = 'prd_a'`);
  await refused(`UPDATE variant SET gtin = '12' WHERE id = 'var_a'`);
  await refused(`INSERT INTO app_user (id, email, name, updated_at) VALUES ('usr_a', 'Big@Example.com', 'A', now())`);
});
