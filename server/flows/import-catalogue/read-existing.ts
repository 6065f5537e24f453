import { decimal, toText } from "#server/kernel/decimal.ts";
import type { Localized } from "#server/kernel/localized.ts";
import type { Db } from "#server/platform/db.ts";
import type { Existing, ExistingProduct } from "./plan-import.ts";
import type { ImportedProduct } from "./types.ts";

const batch = 500;

async function readProducts(db: Db, importKeys: readonly string[], priceListId: string) {
  const found: ExistingProduct[] = [];
  for (let i = 0; i < importKeys.length; i += batch) {
    const rows = await db.product.findMany({
      where: { importKey: { in: importKeys.slice(i, i + batch) } },
      select: {
        id: true,
        importKey: true,
        version: true,
        status: true,
        name: true,
        description: true,
        tags: true,
        brand: { select: { slug: true } },
        categories: { select: { category: { select: { slug: true } } } },
        options: { select: { id: true, key: true, values: { select: { value: true } } } },
        media: {
          orderBy: { position: "asc" },
          select: { media: { select: { id: true, sourceUrl: true, alt: true } } },
        },
        variants: {
          where: { status: "active" },
          orderBy: { position: "asc" },
          select: {
            id: true,
            sku: true,
            gtin: true,
            weightG: true,
            optionValues: { select: { option: { select: { key: true } }, optionValue: { select: { value: true } } } },
            media: { select: { media: { select: { sourceUrl: true } } } },
            prices: {
              where: { priceListId, minQuantity: 1, validFrom: null, validTo: null },
              orderBy: { id: "asc" },
              take: 1,
              select: { unitPrice: true, compareAt: true },
            },
          },
        },
      },
    });
    for (const row of rows) {
      found.push({
        id: row.id,
        importKey: row.importKey ?? "",
        version: row.version,
        status: row.status as ExistingProduct["status"],
        name: row.name as Localized,
        description: row.description as Localized,
        tags: row.tags,
        brand: row.brand?.slug ?? null,
        categories: row.categories.map((c) => c.category.slug),
        options: row.options.map((o) => ({ id: o.id, key: o.key, values: o.values.map((v) => v.value) })),
        images: row.media.map(({ media }) => ({ id: media.id, url: media.sourceUrl, alt: media.alt as Localized })),
        variants: row.variants.map((v) => {
          const [price] = v.prices;
          return {
            id: v.id,
            sku: v.sku,
            gtin: v.gtin,
            weightG: v.weightG,
            options: Object.fromEntries(v.optionValues.map((c) => [c.option.key, c.optionValue.value])),
            price: price ? toText(decimal(price.unitPrice.toFixed())) : null,
            compareAt: price?.compareAt ? toText(decimal(price.compareAt.toFixed())) : null,
            imageUrls: v.media.flatMap(({ media }) => (media.sourceUrl ? [media.sourceUrl] : [])),
          };
        }),
      });
    }
  }
  return found;
}

/** Everything in the database that the file's products could meet. */
export async function readExisting(
  db: Db,
  products: readonly ImportedProduct[],
  priceListId: string,
): Promise<Existing> {
  const variants = products.flatMap((p) => p.variants);
  const known = await readProducts(
    db,
    products.map((p) => p.importKey),
    priceListId,
  );
  const taken = await db.$queryRaw<{ kind: "slug" | "sku" | "gtin"; key: string; productId: string }[]>`
    SELECT 'slug' AS kind, slug AS key, id AS "productId" FROM product WHERE slug = ANY(${products.map((p) => p.slug)})
    UNION ALL
    -- Made SKUs may get a mark behind: all that begin alike count.
    SELECT 'sku', v.sku, v.product_id FROM unnest(${variants.map((v) => v.sku)}::text[]) AS wanted(sku)
      JOIN variant v ON v.sku = wanted.sku OR (v.sku LIKE replace(replace(wanted.sku, '_', '\_'), '%', '\%') || '-______')
    UNION ALL
    SELECT 'gtin', gtin, product_id FROM variant WHERE gtin = ANY(${variants.flatMap((v) => v.gtin ?? [])})`;
  const by = (kind: string) => new Map(taken.filter((t) => t.kind === kind).map((t) => [t.key, t.productId]));
  return {
    products: new Map(known.map((product) => [product.importKey, product])),
    slugs: by("slug"),
    skus: by("sku"),
    gtins: by("gtin"),
  };
}
