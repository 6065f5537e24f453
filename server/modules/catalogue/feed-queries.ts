import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { type NetContent, netContentOf } from "#server/kernel/unit-price.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { Media } from "./contract.ts";
import { type MediaRow, productMediaJson, toMedia, variantMediaJson } from "./rows.ts";

/** A product with its variants as a feed tells it, without price and stock. */
export type FeedTexts = {
  id: string;
  slug: string;
  name: string;
  description: string;
  brand: string | null;
  category: string | null;
  media: Media[];
  variants: {
    id: string;
    sku: string;
    gtin: string | null;
    weightG: number | null;
    netContent: NetContent | null;
    options: { key: string; label: string }[];
    media: Media[];
  }[];
};

type Row = {
  id: string;
  slug: string;
  name: unknown;
  tagline: unknown;
  description: unknown;
  brand: string | null;
  category: unknown;
  media: MediaRow[];
  variants: {
    id: string;
    sku: string;
    gtin: string | null;
    weightG: number | null;
    netContent: string | null;
    netUnit: string | null;
    options: { key: string; label: unknown }[];
    media: MediaRow[];
  }[];
};

/** Active products after an id, in the order of their ids. One statement, whose cost is that of the page. */
export async function feedTexts(db: Db, after: string, limit: number, locale: Locale): Promise<FeedTexts[]> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT p.id, p.slug, p.name, p.tagline, p.description, ${productMediaJson} AS media,
      (SELECT b.name FROM brand b WHERE b.id = p.brand_id) AS brand,
      (SELECT c.name FROM product_category pc JOIN category c ON c.id = pc.category_id
        WHERE pc.product_id = p.id AND c.active ORDER BY c.position, c.id LIMIT 1) AS category,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'gtin', v.gtin, 'weightG', v.weight_g,
          'netContent', v.net_content::text, 'netUnit', v.net_unit, 'media', ${variantMediaJson}, 'options', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('key', o.key, 'label', ov.label) ORDER BY o.position), '[]')
            FROM variant_option_value c JOIN product_option o ON o.id = c.option_id
            JOIN option_value ov ON ov.id = c.option_value_id WHERE c.variant_id = v.id)) ORDER BY v.position, v.id), '[]')
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM (SELECT * FROM product WHERE status = 'active' AND id > ${after} ORDER BY id LIMIT ${limit}) p
    ORDER BY p.id`);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: inLocale(row.name, locale),
    description: inLocale(row.description, locale) || inLocale(row.tagline, locale),
    brand: row.brand,
    category: row.category === null ? null : inLocale(row.category, locale),
    media: row.media.map((m) => toMedia(m, locale)),
    variants: row.variants.map(({ options, media, netContent, netUnit, ...variant }) => ({
      ...variant,
      netContent: netContentOf(netContent, netUnit),
      options: options.map(({ key, label }) => ({ key, label: inLocale(label, locale) })),
      media: media.map((m) => toMedia(m, locale)),
    })),
  }));
}
