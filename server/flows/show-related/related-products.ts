// Products like another one, for its page: what a shopper may want with it, or instead of it when it is sold out. Reads only;
// anyone may ask (shop.catalogue.read). Five statements: the choice is one of them.
import type { ProductCard } from "#server/modules/catalogue/contract.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "../browse/list-products.ts";
import { productCards } from "../browse/product-cards.ts";

/** How many the first, cheap look leaves for the second, and how many the second leaves for price and stock. */
const looks = { first: 60, second: 24 } as const;

/**
 * Ids of products of the same categories or family, most alike first: shared categories, family and brand, tags,
 * attributes of the same value, and a price near to this one's. The order is total, so it never changes by itself. Attributes
 * and prices are looked up for the best of the first look only, so a large category costs no more than its list of members.
 */
async function likeIds(db: Db, channel: Pick<ChannelTerms, "priceListId">, slug: string, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH self AS (
      SELECT id, family_id, brand_id, array_remove(tags, 'featured') AS tags FROM product
      WHERE slug = ${slug} AND status = 'active'
    ), kin AS (
      SELECT theirs.product_id AS id, count(*) AS categories, min(theirs.position) AS position
      FROM self JOIN product_category mine ON mine.product_id = self.id
      JOIN product_category theirs ON theirs.category_id = mine.category_id GROUP BY 1
      UNION ALL
      SELECT p.id, 0, NULL FROM self JOIN product p ON p.family_id = self.family_id
    ), first AS MATERIALIZED (
      SELECT p.id, min(kin.position) AS position, 2 * sum(kin.categories)
          + CASE WHEN p.family_id = self.family_id THEN 2 ELSE 0 END + CASE WHEN p.brand_id = self.brand_id THEN 1 ELSE 0 END
          + (SELECT count(*) FROM unnest(p.tags) tag WHERE tag = ANY(self.tags)) AS score
      FROM kin JOIN product p ON p.id = kin.id AND p.status = 'active' CROSS JOIN self
      WHERE p.id <> self.id
      GROUP BY p.id, self.family_id, self.brand_id, self.tags
      ORDER BY score DESC, position NULLS LAST, p.id LIMIT ${looks.first}
    ), priced AS (
      SELECT x.id, (
        SELECT min(i.unit_price) FROM variant v JOIN price_list_item i ON i.variant_id = v.id
        WHERE v.product_id = x.id AND v.status = 'active' AND i.price_list_id = ${channel.priceListId} AND i.min_quantity <= 1
          AND (i.valid_from IS NULL OR i.valid_from <= ${now}) AND (i.valid_to IS NULL OR i.valid_to > ${now})
      ) AS price
      FROM (SELECT id FROM first UNION ALL SELECT id FROM self) x
    )
    SELECT first.id FROM first CROSS JOIN self
    JOIN priced ON priced.id = first.id AND priced.price IS NOT NULL
    LEFT JOIN priced own ON own.id = self.id
    ORDER BY first.score + (
        SELECT count(*) FROM product_attribute a JOIN product_attribute b USING (attribute_id, value)
        WHERE a.product_id = first.id AND b.product_id = self.id
      ) + 3 * coalesce(round(least(priced.price, own.price) / nullif(greatest(priced.price, own.price), 0), 3), 0) DESC,
      first.position NULLS LAST, first.id
    LIMIT ${looks.second}`;
  return rows.map((row) => row.id);
}

/** Products like this one, what may be ordered before what is sold out; an unknown slug has none. Never the product itself. */
export async function relatedProducts(db: Db, reader: Reader, slug: string, limit = 8): Promise<ProductCard[]> {
  const channel = await channelByCode(db, reader.channelCode);
  const cards = await productCards(
    db,
    channel,
    await likeIds(db, channel, slug, reader.now),
    reader.locale,
    reader.now,
  );
  const orderable = (card: ProductCard) => card.inStock || card.ahead !== null;
  return [...cards.filter(orderable), ...cards.filter((card) => !orderable(card))].slice(0, limit);
}
