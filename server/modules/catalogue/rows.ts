import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { Prisma } from "#server/platform/db.ts";
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
  'key', m.key, 'width', m.width, 'height', m.height, 'alt', m.alt, 'blur', m.blur)`;

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

/** An attribute's value as a reader sees it: text in their language, "4.6 kg", "oui". */
export function attributeText(value: unknown, type: string, unit: string | null, locale: Locale): string {
  if (type === "boolean") return (value ? { fr: "Oui", en: "Yes" } : { fr: "Non", en: "No" })[locale];
  if (typeof value === "number") {
    const text = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { maximumFractionDigits: 3 }).format(value);
    return unit ? `${text}\u00a0${unit}` : text;
  }
  return typeof value === "string" ? value : inLocale(value, locale);
}
