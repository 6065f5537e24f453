import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { Prisma } from "#server/platform/db.ts";
import { attributeText } from "./attribute-values.ts";
import type { Media } from "./contract.ts";

/** A picture as SQL hands it over, its alternative text still in every language. */
export type MediaRow = {
  key: string;
  width: number | null;
  height: number | null;
  alt: unknown;
  blur?: string | null;
};

export const toMedia = (row: MediaRow, locale: Locale): Media => ({
  key: row.key,
  width: row.width,
  height: row.height,
  alt: inLocale(row.alt, locale),
});

/** The same with its blur: for pictures that are shown large. */
export const toLargeMedia = (row: MediaRow, locale: Locale): Media => ({
  ...toMedia(row, locale),
  ...(row.blur && { blur: row.blur }),
});

/** A picture of table alias `m` as JSON. */
export const mediaJson = Prisma.sql`jsonb_build_object(
  'id', m.id, 'key', m.key, 'width', m.width, 'height', m.height, 'alt', m.alt, 'blur', m.blur)`;

/** The pictures of product `p` in order, as a JSON array; those not fetched yet are left out. */
export const productMediaJson = Prisma.sql`(
  SELECT coalesce(jsonb_agg(${mediaJson} ORDER BY pm.position), '[]')
  FROM product_media pm JOIN media m ON m.id = pm.media_id WHERE pm.product_id = p.id AND m.key IS NOT NULL)`;

/** The pictures of variant `v` in order. */
export const variantMediaJson = Prisma.sql`(
  SELECT coalesce(jsonb_agg(${mediaJson} ORDER BY vm.position), '[]')
  FROM variant_media vm JOIN media m ON m.id = vm.media_id WHERE vm.variant_id = v.id AND m.key IS NOT NULL)`;

/** The chosen values of variant `v`: option key → value. */
export const chosenJson = Prisma.sql`(
  SELECT coalesce(jsonb_object_agg(o.key, ov.value), '{}')
  FROM variant_option_value c JOIN product_option o ON o.id = c.option_id JOIN option_value ov ON ov.id = c.option_value_id
  WHERE c.variant_id = v.id)`;

/** What product `p` says by its attributes, in order, as a JSON array. */
export const attributesJson = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('key', a.key, 'label', a.label, 'unit', a.unit, 'value', pa.value,
      'choice', ac.label) ORDER BY a.position, a.key), '[]')
  FROM product_attribute pa JOIN attribute_def a ON a.id = pa.attribute_id
  LEFT JOIN attribute_choice ac ON ac.attribute_id = a.id AND ac.value = pa.value #>> '{}'
  WHERE pa.product_id = p.id)`;
export type AttributeRow = { key: string; label: unknown; unit: string | null; value: unknown; choice: unknown };

/** The same as a reader sees it. */
export const toAttribute = (row: AttributeRow, locale: Locale): { key: string; label: string; value: string } => ({
  key: row.key,
  label: inLocale(row.label, locale),
  value: attributeText(row.value, row.unit, row.choice, locale),
});
