// What is known of products that counts for their completeness: of the catalogue, prices, stock and tax. Reads only.
import { attributeFieldsJson, type CompletenessFacts } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Db } from "#server/platform/db.ts";

/** Prices, stock and tax are those of the site and of its home country. */
const channelCode = "web";
const homeCountry = "FR";

/** Facts of these products by id, two statements however many; unknown ids are left out. */
export async function completenessFacts(
  db: Db,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, CompletenessFacts>> {
  const channel = await channelByCode(db, channelCode);
  const rows = await db.$queryRaw<(CompletenessFacts & { id: string })[]>`
    SELECT p.id, p.name, p.description, p.warnings, p.no_warnings AS "noWarnings", ${attributeFieldsJson} AS attributes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('alt', m.alt)), '[]')
        FROM product_media pm JOIN media m ON m.id = pm.media_id
        WHERE pm.product_id = p.id AND m.key IS NOT NULL) AS media,
      (SELECT jsonb_build_object('country', mk.country, 'responsible', mk.responsible_name IS NOT NULL)
        FROM maker mk WHERE mk.id = coalesce(p.maker_id, b.maker_id)) AS maker,
      EXISTS (SELECT 1 FROM tax_rate t WHERE t.country = ${homeCountry} AND t.category = p.tax_category
        AND t.valid_from <= ${now} AND (t.valid_to IS NULL OR t.valid_to > ${now})) AS taxed,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('weightG', v.weight_g,
          'priced', EXISTS (SELECT 1 FROM price_list_item i WHERE i.price_list_id = ${channel.priceListId}
            AND i.variant_id = v.id AND (i.valid_from IS NULL OR i.valid_from <= ${now})
            AND (i.valid_to IS NULL OR i.valid_to > ${now})),
          'stocked', EXISTS (SELECT 1 FROM stock_level l WHERE l.variant_id = v.id)
            OR EXISTS (SELECT 1 FROM stock_policy sp WHERE sp.variant_id = v.id AND sp.mode <> 'deny'))), '[]')
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM product p LEFT JOIN brand b ON b.id = p.brand_id WHERE p.id = ANY(${[...productIds]}::text[])`;
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
