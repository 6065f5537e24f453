import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, type Locale, type Localized } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { netContentOf } from "#server/kernel/unit-price.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { AdminProduct, AdminProductListInput, AdminProductRow } from "./admin-contract.ts";
import { attributeFieldsJson, type FieldRow, toField } from "./attribute-queries.ts";
import type { ProductStatus } from "./contract.ts";
import { type MediaRow, mediaJson, productMediaJson, toMedia } from "./rows.ts";

/** A row of the staff list without price and stock. */
export type AdminRow = Omit<AdminProductRow, "price" | "available"> & { variantIds: string[] };
export type AdminListQuery = Omit<AdminProductListInput, "limit"> & { limit: number };

type ListRow = {
  id: string;
  slug: string;
  name: unknown;
  status: ProductStatus;
  brand: string | null;
  categories: unknown[];
  media: MediaRow[];
  variants: { id: string; sku: string }[];
  score: number | null;
  version: number;
  updatedAt: Date;
};

const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Rows after the cursor of an order; a cursor of the other order starts at the first page. */
function afterCursor(cursor: string | undefined, byScore: boolean): Prisma.Sql {
  const [first, second] = decodeCursor(cursor) ?? [];
  if (byScore && typeof first === "number" && typeof second === "string") {
    return Prisma.sql`(s.score, p.id) > (${first}::int, ${second})`;
  }
  return !byScore && typeof first === "string" ? Prisma.sql`p.id < ${first}` : Prisma.sql`true`;
}

/**
 * Products of every status, newest or least complete first, found by name in any language, slug, SKU or GTIN. By
 * completeness those count whose score was computed, which is minutes after they came. A keyset page, one statement.
 */
export async function listProductRows(db: Db, input: AdminListQuery, locale: Locale): Promise<Page<AdminRow>> {
  const byScore = input.sort === "completeness";
  const query = input.query?.trim();
  const like = query ? pattern(query) : "";
  const rows = await db.$queryRaw<ListRow[]>(Prisma.sql`
    SELECT p.id, p.slug, p.name, p.status, p.version, p.updated_at AS "updatedAt", b.name AS brand, s.score,
      ${productMediaJson} AS media,
      (SELECT coalesce(jsonb_agg(c.name ORDER BY c.position), '[]') FROM product_category pc
        JOIN category c ON c.id = pc.category_id WHERE pc.product_id = p.id) AS categories,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku) ORDER BY v.position, v.id), '[]')
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM product p LEFT JOIN brand b ON b.id = p.brand_id
    ${byScore || input.incomplete ? Prisma.sql`JOIN` : Prisma.sql`LEFT JOIN`} product_score s ON s.product_id = p.id
    WHERE ${input.incomplete ? Prisma.sql`s.score < 100` : Prisma.sql`true`} AND ${input.status ? Prisma.sql`p.status = ${input.status}` : Prisma.sql`true`}
      AND ${afterCursor(input.cursor, byScore)}
      AND ${
        query
          ? Prisma.sql`(unaccent(p.name ->> 'fr') ILIKE unaccent(${like}) OR unaccent(p.name ->> 'en') ILIKE unaccent(${like})
            OR p.slug ILIKE ${like} OR EXISTS (
              SELECT 1 FROM variant v WHERE v.product_id = p.id AND (v.sku ILIKE ${like} OR v.gtin = ${query})))`
          : Prisma.sql`true`
      }
    ORDER BY ${byScore ? Prisma.sql`s.score, p.id` : Prisma.sql`p.id DESC`} LIMIT ${input.limit + 1}`);
  const found = rows.map(
    (row): AdminRow => ({
      id: row.id,
      slug: row.slug,
      name: inLocale(row.name, locale),
      status: row.status,
      brand: row.brand,
      categories: row.categories.map((name) => inLocale(name, locale)),
      media: row.media[0] ? toMedia(row.media[0], locale) : null,
      skus: row.variants.map((v) => v.sku),
      variantCount: row.variants.length,
      score: row.score,
      version: row.version,
      updatedAt: row.updatedAt.toISOString(),
      variantIds: row.variants.map((v) => v.id),
    }),
  );
  return toPage(found, input.limit, (row) => (byScore ? [row.score ?? 0, row.id] : [row.id]));
}

/** A product as staff edit it, without price and stock. */
export type AdminTexts = Omit<AdminProduct, "variants" | "completeness"> & {
  variants: Omit<AdminProduct["variants"][number], "price" | "compareAt" | "prior" | "available">[];
};

type DetailRow = Pick<AdminProduct, "id" | "slug" | "status" | "version" | "tags" | "taxCategory" | "originCountry"> &
  Pick<AdminProduct, "makerId" | "brandMaker" | "modelName" | "noWarnings" | "returnExclusion"> &
  Record<"name" | "tagline" | "description" | "composition" | "care" | "warnings", Localized> & {
    widthMm: number | null;
    depthMm: number | null;
    heightMm: number | null;
    createdAt: Date;
    updatedAt: Date;
    brand: { id: string; name: string } | null;
    family: { id: string; name: unknown } | null;
    categories: { id: string; slug: string; name: unknown }[];
    attributes: FieldRow[];
    media: (MediaRow & { id: string; alt: Localized })[];
    variants: {
      id: string;
      sku: string;
      gtin: string | null;
      status: string;
      weightG: number | null;
      netContent: string | null;
      netUnit: string | null;
      labels: unknown[];
      media: MediaRow | null;
    }[];
  };

/** A product of any status by its id, in one statement. Throws DomainError not_found `catalogue.product_not_found`. */
export async function productForStaff(db: Db, id: string, locale: Locale): Promise<AdminTexts> {
  const rows = await db.$queryRaw<DetailRow[]>(Prisma.sql`
    SELECT p.id, p.slug, p.status, p.version, p.name, p.tagline, p.description, p.composition, p.care, p.tags,
      p.origin_country AS "originCountry", p.tax_category AS "taxCategory", p.width_mm AS "widthMm", p.depth_mm AS "depthMm",
      p.height_mm AS "heightMm", p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.maker_id AS "makerId",
      p.model_name AS "modelName", p.warnings, p.no_warnings AS "noWarnings",
      p.return_exclusion AS "returnExclusion", ${productMediaJson} AS media,
      (SELECT mk.name FROM maker mk WHERE mk.id = b.maker_id) AS "brandMaker",
      CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'name', b.name) END AS brand,
      CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'name', f.name) END AS family,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'name', c.name) ORDER BY c.position), '[]')
        FROM product_category pc JOIN category c ON c.id = pc.category_id WHERE pc.product_id = p.id) AS categories,
      ${attributeFieldsJson} AS attributes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'gtin', v.gtin, 'status', v.status,
          'weightG', v.weight_g, 'netContent', trim_scale(v.net_content)::text, 'netUnit', v.net_unit, 'labels', (
            SELECT coalesce(jsonb_agg(ov.label ORDER BY o.position), '[]') FROM variant_option_value c
            JOIN product_option o ON o.id = c.option_id JOIN option_value ov ON ov.id = c.option_value_id
            WHERE c.variant_id = v.id), 'media', (
            SELECT ${mediaJson} FROM variant_media vm JOIN media m ON m.id = vm.media_id
            WHERE vm.variant_id = v.id AND m.key IS NOT NULL ORDER BY vm.position LIMIT 1)) ORDER BY v.position, v.id), '[]')
        FROM variant v WHERE v.product_id = p.id) AS variants
    FROM product p LEFT JOIN brand b ON b.id = p.brand_id LEFT JOIN family f ON f.id = p.family_id
    WHERE p.id = ${id}`);
  const row = rows[0];
  if (!row) throw new DomainError("not_found", "catalogue.product_not_found");
  const { widthMm, depthMm, heightMm, ...rest } = row;
  return {
    ...rest,
    dimensions: widthMm && depthMm && heightMm ? { widthMm, depthMm, heightMm } : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    family: row.family && { ...row.family, name: inLocale(row.family.name, locale) },
    categories: row.categories.map((c) => ({ ...c, name: inLocale(c.name, locale) })),
    attributes: row.attributes.map((field) => toField(field, locale)),
    media: row.media.map((m) => ({ ...toMedia(m, locale), id: m.id, alts: m.alt })),
    variants: row.variants.map(({ labels, media, netContent, netUnit, ...variant }) => ({
      ...variant,
      netContent: netContentOf(netContent, netUnit),
      options: labels.map((label) => inLocale(label, locale)).join(" · "),
      media: media && toMedia(media, locale),
    })),
  };
}
