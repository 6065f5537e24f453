import { inLocale, type Locale } from "#server/kernel/localized.ts";
import type { Db } from "#server/platform/db.ts";
import type { Category } from "./contract.ts";
import { type MediaRow, mediaJson, toLargeMedia } from "./rows.ts";

type CategoryRow = {
  id: string;
  slug: string;
  name: unknown;
  lead: unknown;
  parentId: string | null;
  banner: MediaRow | null;
  productCount: number;
};

const toCategory = (row: Omit<CategoryRow, "productCount">, locale: Locale): CategoryTexts => ({
  id: row.id,
  slug: row.slug,
  name: inLocale(row.name, locale),
  lead: inLocale(row.lead, locale),
  parentId: row.parentId,
  banner: row.banner && toLargeMedia(row.banner, locale),
});

/** A category without its count of products, which costs a look at all of them. */
export type CategoryTexts = Omit<Category, "productCount">;

/** All active categories in the order they are shown. One statement. */
export async function categoryTree(db: Db, locale: Locale): Promise<CategoryTexts[]> {
  const rows = await db.$queryRaw<Omit<CategoryRow, "productCount">[]>`
    SELECT c.id, c.slug, c.name, c.lead, c.parent_id AS "parentId", CASE WHEN m.key IS NOT NULL THEN ${mediaJson} END AS banner
    FROM category c LEFT JOIN media m ON m.id = c.banner_id WHERE c.active ORDER BY c.position, c.slug`;
  return rows.map((row) => toCategory(row, locale));
}

/** The same with how many products are active in and below each. One statement. */
export async function listCategories(db: Db, locale: Locale): Promise<Category[]> {
  const rows = await db.$queryRaw<CategoryRow[]>`
    WITH RECURSIVE below AS (
      SELECT id AS root, id FROM category WHERE active
      UNION ALL
      SELECT b.root, c.id FROM below b JOIN category c ON c.parent_id = b.id WHERE c.active
    ), counted AS (
      SELECT root, count(*)::int AS products FROM (
        SELECT DISTINCT b.root, p.id
        FROM below b JOIN product_category pc ON pc.category_id = b.id JOIN product p ON p.id = pc.product_id
        WHERE p.status = 'active') member
      GROUP BY root
    )
    SELECT c.id, c.slug, c.name, c.lead, c.parent_id AS "parentId", coalesce(n.products, 0) AS "productCount",
      CASE WHEN m.key IS NOT NULL THEN ${mediaJson} END AS banner
    FROM category c LEFT JOIN media m ON m.id = c.banner_id LEFT JOIN counted n ON n.root = c.id
    WHERE c.active ORDER BY c.position, c.slug`;
  return rows.map((row) => ({ ...toCategory(row, locale), productCount: row.productCount }));
}
