import { inLocale, locales } from "#server/kernel/localized.ts";
import {
  categoryFacet,
  measures,
  priceFacet,
  type SearchDocument,
  type SearchTexts,
} from "#server/modules/catalogue/search-port.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import type { Db } from "#server/platform/db.ts";
import { priceBands } from "../browse/price-bands.ts";
import { type StockPlaces, stockPlaces } from "../browse/stock-places.ts";
import { attributeFacetValue } from "./facet-value.ts";

/** Search is for shoppers: prices and stock are those of the site. */
const channelCode = "web";

type ProductRow = {
  id: string;
  name: unknown;
  tagline: unknown;
  prose: unknown[];
  tags: string[];
  sizes: (number | null)[];
  listedAt: number;
  brand: { slug: string; name: string } | null;
  categories: { slug: string; name: unknown; position: number }[] | null;
  options: { key: string; value: string; label: unknown }[] | null;
  attributes: { key: string; filterable: boolean; value: unknown; choice: unknown }[] | null;
  variants: { id: string; sku: string; gtin: string | null }[] | null;
};

/** Everything about these products that the catalogue knows, in one statement; only active ones come back. */
async function readProducts(db: Db, productIds: readonly string[]): Promise<ProductRow[]> {
  return db.$queryRaw<ProductRow[]>`
    WITH RECURSIVE chosen AS (SELECT * FROM product WHERE id = ANY(${[...productIds]}) AND status = 'active'),
    up AS (
      SELECT pc.product_id, pc.position, c.id, c.parent_id, c.slug, c.name, 0 AS height
      FROM product_category pc JOIN chosen p ON p.id = pc.product_id JOIN category c ON c.id = pc.category_id AND c.active
      UNION
      SELECT up.product_id, up.position, c.id, c.parent_id, c.slug, c.name, up.height + 1
      FROM up JOIN category c ON c.id = up.parent_id AND c.active WHERE up.height < 10
    )
    SELECT p.id, p.name, p.tagline, jsonb_build_array(p.description, p.composition, p.care) AS prose, p.tags,
      ARRAY[p.width_mm, p.depth_mm, p.height_mm] AS sizes, extract(epoch FROM p.created_at)::float8 * 1000 AS "listedAt",
      (SELECT json_build_object('slug', b.slug, 'name', b.name) FROM brand b WHERE b.id = p.brand_id) AS brand,
      (SELECT json_agg(json_build_object('slug', u.slug, 'name', u.name, 'position', u.position) ORDER BY u.slug) FROM (
        SELECT up.slug, up.name, min(up.position) AS position FROM up WHERE up.product_id = p.id GROUP BY up.slug, up.name) u)
        AS categories,
      (SELECT json_agg(json_build_object('key', o.key, 'value', v.value, 'label', v.label) ORDER BY o.position, v.position)
        FROM product_option o JOIN option_value v ON v.option_id = o.id
        WHERE o.product_id = p.id AND EXISTS (SELECT 1 FROM variant_option_value c JOIN variant va ON va.id = c.variant_id
          WHERE c.option_value_id = v.id AND va.status = 'active')) AS options,
      (SELECT json_agg(json_build_object('key', d.key, 'filterable', d.filterable, 'value', a.value, 'choice', c.label)
          ORDER BY d.position, d.key)
        FROM product_attribute a JOIN attribute_def d ON d.id = a.attribute_id
        LEFT JOIN attribute_choice c ON c.attribute_id = d.id AND c.value = a.value #>> '{}'
        WHERE a.product_id = p.id) AS attributes,
      (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'gtin', v.gtin) ORDER BY v.position)
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM chosen p ORDER BY p.id`;
}

const words = (value: unknown, locale: string): string =>
  typeof value === "object" ? inLocale(value, locale) : typeof value === "string" ? value : "";

function textsOf(row: ProductRow, locale: string): SearchTexts {
  return {
    name: inLocale(row.name, locale),
    tagline: inLocale(row.tagline, locale),
    description: row.prose.map((text) => inLocale(text, locale)).join("\n"),
    brand: row.brand?.name ?? "",
    categories: (row.categories ?? []).map((c) => inLocale(c.name, locale)),
    features: [
      ...(row.options ?? []).map((o) => inLocale(o.label, locale)),
      ...(row.attributes ?? []).map((a) => words(a.choice ?? a.value, locale)),
    ].filter(Boolean),
    // "featured" is for the shop window, nobody looks for it.
    tags: row.tags.filter((tag) => tag !== "featured"),
  };
}

/** What products may be filtered by. */
function facetsOf(row: ProductRow, priceFrom: number, stock: StockPlaces | undefined): Record<string, string[]> {
  const facets = new Map<string, Set<string>>();
  const put = (key: string, value: string) => {
    if (value) facets.set(key, (facets.get(key) ?? new Set()).add(value));
  };
  if (row.brand) put("brand", row.brand.slug);
  for (const category of row.categories ?? []) put(categoryFacet, category.slug);
  for (const { key, value } of row.options ?? []) put(key, value);
  for (const attribute of row.attributes ?? []) {
    if (attribute.filterable) put(attribute.key, attributeFacetValue(attribute.value));
  }
  if (stock?.inStock) put("availability", "in_stock");
  for (const store of stock?.stores ?? []) put("store", store);
  put(priceFacet, String(priceBands.filter((end) => priceFrom >= end).length));
  return Object.fromEntries([...facets].map(([key, values]) => [key, [...values]]));
}

/** Width, depth and height, where they are known. */
function measuresOf({ sizes }: ProductRow): SearchDocument["measures"] {
  return Object.fromEntries(measures.flatMap((key, i) => (sizes[i] ? [[key, sizes[i]]] : [])));
}

/**
 * What engines should know of these products now. A product that may not be sold (not active, without an active variant
 * that has a price on the site) has no document. Five statements, however many products.
 */
export async function buildDocuments(db: Db, productIds: readonly string[]): Promise<SearchDocument[]> {
  if (productIds.length === 0) return [];
  const [channel, rows] = [await channelByCode(db, channelCode), await readProducts(db, productIds)];
  const variantIds = rows.flatMap((row) => (row.variants ?? []).map((variant) => variant.id));
  const prices = await unitPrices(db, everybodys(channel), variantIds);
  const stock = await stockPlaces(
    db,
    channel,
    rows.map((row) => row.id),
    new Date(),
  );
  return rows.flatMap((row) => {
    const sold = (row.variants ?? []).filter((variant) => prices.has(variant.id));
    if (sold.length === 0) return [];
    const priceFrom = Math.min(...sold.map((v) => prices.get(v.id)?.unit.minor ?? Number.POSITIVE_INFINITY));
    return [
      {
        productId: row.id,
        texts: Object.fromEntries(locales.map((locale) => [locale, textsOf(row, locale)])) as SearchDocument["texts"],
        codes: sold.flatMap((variant) => [variant.sku, ...(variant.gtin ? [variant.gtin] : [])]),
        sizesCm: [...new Set(row.sizes.flatMap((mm) => (mm ? [Math.round(mm / 10)] : [])))],
        facets: facetsOf(row, priceFrom, stock.get(row.id)),
        priceFrom,
        measures: measuresOf(row),
        inStock: stock.has(row.id),
        listedAt: Math.round(row.listedAt),
        positions: Object.fromEntries((row.categories ?? []).map(({ slug, position }) => [slug, position])),
      },
    ];
  });
}

/** All documents, by product id, `size` products at a time. */
export async function* allDocuments(db: Db, size = 500): AsyncIterable<SearchDocument[]> {
  for (let after = ""; ; ) {
    const page = await db.product.findMany({
      where: { status: "active", id: { gt: after } },
      orderBy: { id: "asc" },
      take: size,
      select: { id: true },
    });
    const last = page.at(-1);
    if (!last) return;
    yield await buildDocuments(
      db,
      page.map((row) => row.id),
    );
    after = last.id;
  }
}
