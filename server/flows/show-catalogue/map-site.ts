// The products of the site map, in parts that are never read in one go: bounds of the parts in one statement, each part in
// keyset pages. Reads only; anyone may ask (shop.catalogue.read). A page is one statement.
import { type SitemapPage, sitemapPartSize } from "#server/modules/catalogue/showing-contract.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { Reader } from "../browse/list-products.ts";

/** A page changes with its texts and with its prices. */
const changedAt = Prisma.sql`greatest(p.updated_at, (
  SELECT max(c.changed_at) FROM variant v JOIN price_change c ON c.variant_id = v.id WHERE v.product_id = p.id))`;

/** Products are partitioned by id, `size` active ones to a part: where each begins, and when something in it last changed. */
export async function siteMapParts(db: Db, size = sitemapPartSize): Promise<{ from: string; lastModified: string }[]> {
  const rows = await db.$queryRaw<{ from: string; lastModified: Date }[]>`
    SELECT min(n.id) AS "from", max(n.changed_at) AS "lastModified" FROM (
      SELECT p.id, greatest(p.updated_at, c.changed_at) AS changed_at, (row_number() OVER (ORDER BY p.id) - 1) / ${size}::int AS part
      FROM product p LEFT JOIN (
        SELECT v.product_id, max(pc.changed_at) AS changed_at FROM price_change pc JOIN variant v ON v.id = pc.variant_id GROUP BY 1
      ) c ON c.product_id = p.id
      WHERE p.status = 'active'
    ) n GROUP BY n.part ORDER BY 1`;
  return rows.map((row) => ({ from: row.from, lastModified: row.lastModified.toISOString() }));
}

/** Up to `limit` products of the part that begins with `from`, after the cursor; those without a price are left out. */
export async function siteMapPage(
  db: Db,
  reader: Reader,
  input: { from: string; cursor?: string | undefined; limit: number },
  size = sitemapPartSize,
): Promise<SitemapPage> {
  const rows = await db.$queryRaw<{ id: string; slug: string; sold: boolean; lastModified: Date; images: string[] }[]>`
    SELECT p.id, p.slug, ${changedAt} AS "lastModified",
      ARRAY(SELECT m.key FROM product_media pm JOIN media m ON m.id = pm.media_id
        WHERE pm.product_id = p.id AND m.key IS NOT NULL ORDER BY pm.position LIMIT 10) AS images,
      EXISTS (
        SELECT 1 FROM variant v JOIN price_list_item i ON i.variant_id = v.id AND i.min_quantity <= 1
          AND (i.valid_from IS NULL OR i.valid_from <= ${reader.now}) AND (i.valid_to IS NULL OR i.valid_to > ${reader.now})
        JOIN channel c ON c.price_list_id = i.price_list_id AND c.code = ${reader.channelCode}
        WHERE v.product_id = p.id AND v.status = 'active') AS sold
    FROM (
      SELECT id, slug, updated_at FROM product
      WHERE status = 'active' AND id >= ${input.from} AND id > ${input.cursor ?? ""}
        AND id <= (SELECT max(id) FROM (SELECT id FROM product WHERE status = 'active' AND id >= ${input.from}
          ORDER BY id LIMIT ${size}) part)
      ORDER BY id LIMIT ${input.limit}
    ) p ORDER BY p.id`;
  return {
    items: rows.flatMap(({ slug, sold, lastModified, images }) =>
      sold ? [{ slug, lastModified: lastModified.toISOString(), images }] : [],
    ),
    nextCursor: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null,
  };
}
