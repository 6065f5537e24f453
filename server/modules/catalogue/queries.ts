import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { exclusionOf } from "#server/kernel/return-exclusions.ts";
import { type NetContent, netContentOf } from "#server/kernel/unit-price.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { Media, Product } from "./contract.ts";
import { type SafetyRow, safetyJson, toSafety } from "./makers.ts";
import {
  type AttributeRow,
  attributesJson,
  chosenJson,
  type MediaRow,
  productMediaJson,
  toAttribute,
  toLargeMedia,
  toMedia,
  variantMediaJson,
} from "./rows.ts";

/** A tag of the house, not of the product: shown first on the home page. */
export const featuredTag = "featured";

/** What a card shows of a product, without price and stock. */
export type CardTexts = {
  id: string;
  slug: string;
  name: string;
  tagline: string;
  brand: string | null;
  media: Media | null;
  hoverMedia: Media | null;
  swatches: { value: string; label: string; swatch: string; media: Media | null }[];
  /** In order, each with what it holds. */
  variants: { id: string; netContent: NetContent | null }[];
};

type CardRow = {
  id: string;
  slug: string;
  name: unknown;
  tagline: unknown;
  brand: string | null;
  media: MediaRow[];
  swatches: { key: string; value: string; label: unknown; swatch: string }[];
  variants: ({ id: string; options: Record<string, string>; media: MediaRow[] } & NetColumns)[];
};
type NetColumns = { netContent: string | null; netUnit: string | null };

/** What each of these variants holds; those that say nothing are left out. One statement, none for no variants. */
export async function netContents(db: Db, variantIds: readonly string[]): Promise<Map<string, NetContent>> {
  if (variantIds.length === 0) return new Map();
  const rows = await db.$queryRaw<({ id: string } & NetColumns)[]>`
    SELECT id, net_content::text AS "netContent", net_unit AS "netUnit" FROM variant
    WHERE id = ANY(${[...variantIds]}) AND net_content IS NOT NULL`;
  return new Map(
    rows.flatMap(({ id, netContent, netUnit }) => {
      const content = netContentOf(netContent, netUnit);
      return content ? [[id, content] as const] : [];
    }),
  );
}

/** Cards of these active products in the order given; ids that are unknown or not on sale are left out. One statement. */
export async function cardTexts(db: Db, productIds: readonly string[], locale: Locale): Promise<CardTexts[]> {
  if (productIds.length === 0) return [];
  const rows = await db.$queryRaw<CardRow[]>(Prisma.sql`
    SELECT p.id, p.slug, p.name, p.tagline, b.name AS brand, ${productMediaJson} AS media,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('key', o.key, 'value', ov.value, 'label', ov.label, 'swatch', ov.swatch)
          ORDER BY o.position, ov.position), '[]')
        FROM product_option o JOIN option_value ov ON ov.option_id = o.id
        WHERE o.product_id = p.id AND ov.swatch IS NOT NULL) AS swatches,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'options', ${chosenJson}, 'media', ${variantMediaJson},
          'netContent', v.net_content::text, 'netUnit', v.net_unit)
          ORDER BY v.position, v.id), '[]')
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM product p LEFT JOIN brand b ON b.id = p.brand_id
    WHERE p.id = ANY(${productIds}::text[]) AND p.status = 'active'
    ORDER BY array_position(${productIds}::text[], p.id)`);
  return rows.map((row) => {
    const first = row.media[0] ?? row.variants[0]?.media[0];
    // Another view of the very thing shown, else the next picture.
    const shown = row.variants.find((v) => v.media.some((m) => m.key === first?.key));
    const hover = [...(shown?.media ?? []), ...row.media].find((m) => m.key !== first?.key);
    // One row of dots: those of the first option that has colours.
    const coloured = row.swatches[0]?.key;
    return {
      id: row.id,
      slug: row.slug,
      name: inLocale(row.name, locale),
      tagline: inLocale(row.tagline, locale),
      brand: row.brand,
      media: first ? toLargeMedia(first, locale) : null,
      hoverMedia: hover ? toMedia(hover, locale) : null,
      swatches: row.swatches
        .filter((s) => s.key === coloured && row.variants.some((v) => v.options[s.key] === s.value))
        .map(({ key, value, label, swatch }) => {
          const picture = row.variants.find((v) => v.options[key] === value && v.media.length > 0)?.media[0];
          return { value, label: inLocale(label, locale), swatch, media: picture ? toMedia(picture, locale) : null };
        }),
      variants: row.variants.map((v) => ({ id: v.id, netContent: netContentOf(v.netContent, v.netUnit) })),
    };
  });
}

/** A product without prices and tax. */
export type ProductTexts = Omit<Product, "variants" | "taxRate"> & {
  taxCategory: string;
  variants: (Omit<Product["variants"][number], "price" | "compareAt" | "measurePrice"> & {
    netContent: NetContent | null;
  })[];
};

type ProductRow = {
  id: string;
  slug: string;
  name: unknown;
  tagline: unknown;
  description: unknown;
  composition: unknown;
  care: unknown;
  originCountry: string | null;
  widthMm: number | null;
  depthMm: number | null;
  heightMm: number | null;
  taxCategory: string;
  tags: string[];
  updatedAt: Date;
  brand: { name: string; about: unknown } | null;
  safety: SafetyRow;
  returnExclusion: string | null;
  categories: { slug: string; name: unknown }[];
  media: MediaRow[];
  attributes: AttributeRow[];
  options: { key: string; name: unknown; values: { value: string; label: unknown; swatch: string | null }[] }[];
  variants: ({
    id: string;
    sku: string;
    gtin: string | null;
    weightG: number | null;
    options: Record<string, string>;
    media: MediaRow[];
  } & NetColumns)[];
};

/** A product on sale, by its address, in one statement. Throws DomainError not_found `catalogue.product_not_found`. */
export async function productBySlug(db: Db, slug: string, locale: Locale): Promise<ProductTexts> {
  const rows = await db.$queryRaw<ProductRow[]>(Prisma.sql`
    SELECT p.id, p.slug, p.name, p.tagline, p.description, p.composition, p.care, p.origin_country AS "originCountry",
      p.width_mm AS "widthMm", p.depth_mm AS "depthMm", p.height_mm AS "heightMm", p.tax_category AS "taxCategory", p.tags,
      p.updated_at AS "updatedAt", ${productMediaJson} AS media,
      CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('name', b.name, 'about', b.about) END AS brand,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name) ORDER BY c.position), '[]')
        FROM product_category pc JOIN category c ON c.id = pc.category_id
        WHERE pc.product_id = p.id AND c.active) AS categories,
      ${attributesJson} AS attributes, ${safetyJson} AS safety, p.return_exclusion AS "returnExclusion",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('key', o.key, 'name', o.name, 'values', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('value', ov.value, 'label', ov.label, 'swatch', ov.swatch)
            ORDER BY ov.position), '[]') FROM option_value ov WHERE ov.option_id = o.id)) ORDER BY o.position), '[]')
        FROM product_option o WHERE o.product_id = p.id) AS options,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'gtin', v.gtin, 'weightG', v.weight_g,
          'netContent', v.net_content::text, 'netUnit', v.net_unit, 'options', ${chosenJson},
          'media', ${variantMediaJson}) ORDER BY v.position, v.id), '[]')
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM product p LEFT JOIN brand b ON b.id = p.brand_id
    WHERE p.slug = ${slug} AND p.status = 'active'`);
  const row = rows[0];
  if (!row) throw new DomainError("not_found", "catalogue.product_not_found", { slug });
  const { widthMm, depthMm, heightMm } = row;
  return {
    id: row.id,
    slug: row.slug,
    name: inLocale(row.name, locale),
    tagline: inLocale(row.tagline, locale),
    description: inLocale(row.description, locale),
    composition: inLocale(row.composition, locale),
    care: inLocale(row.care, locale),
    originCountry: row.originCountry,
    dimensions: widthMm && depthMm && heightMm ? { widthMm, depthMm, heightMm } : null,
    taxCategory: row.taxCategory,
    tags: row.tags.filter((tag) => tag !== featuredTag),
    updatedAt: row.updatedAt.toISOString(),
    brand: row.brand && { name: row.brand.name, about: inLocale(row.brand.about, locale) },
    safety: toSafety(row.safety, locale),
    returnExclusion: exclusionOf(row.returnExclusion),
    categories: row.categories.map((c) => ({ slug: c.slug, name: inLocale(c.name, locale) })),
    media: row.media.map((m) => toLargeMedia(m, locale)),
    // The origin is a facet; on the page it has a field of its own.
    attributes: row.attributes.filter((a) => a.key !== "origin").map((a) => toAttribute(a, locale)),
    options: row.options.map((o) => ({
      key: o.key,
      name: inLocale(o.name, locale),
      values: o.values.map((v) => ({ ...v, label: inLocale(v.label, locale) })),
    })),
    variants: row.variants.map(({ netContent, netUnit, ...v }) => ({
      ...v,
      netContent: netContentOf(netContent, netUnit),
      media: v.media.map((m) => toMedia(m, locale)),
    })),
  };
}

/** Ids of the products last added. */
export async function newestIds(db: Db, limit: number): Promise<string[]> {
  const rows = await db.product.findMany({
    where: { status: "active" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** Ids of the products that the house puts forward, one category after the other. */
export async function featuredIds(db: Db, limit: number): Promise<string[]> {
  const rows = await db.product.findMany({
    where: { status: "active", tags: { has: featuredTag } },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
