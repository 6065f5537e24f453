import type { Locale } from "#server/kernel/localized.ts";
import { createBrands, createCategories, createFamilies } from "#server/modules/catalogue/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ImportedProduct } from "./types.ts";

/** Ids by slug (families: by code) of what products hang on. */
export type Structure = {
  brands: ReadonlyMap<string, string>;
  categories: ReadonlyMap<string, string>;
  families: ReadonlyMap<string, string>;
};

/** Brands from vendors, categories and families from types: those that are there by slug, the others created. */
export async function ensureStructure(
  tx: Tx,
  products: readonly ImportedProduct[],
  locale: Locale,
  slugsOf: (product: ImportedProduct) => { brand: string | null; category: string | null },
): Promise<Structure> {
  const vendors = new Map<string, string>();
  const types = new Map<string, string>();
  for (const product of products) {
    const { brand, category } = slugsOf(product);
    if (brand && product.vendor && !vendors.has(brand)) vendors.set(brand, product.vendor);
    if (category && product.type && !types.has(category)) types.set(category, product.type);
  }
  const [brandSlugs, typeSlugs] = [[...vendors.keys()], [...types.keys()]];
  const brands = await tx.brand.findMany({ where: { slug: { in: brandSlugs } }, select: { id: true, slug: true } });
  const categories = await tx.category.findMany({
    where: { slug: { in: typeSlugs } },
    select: { id: true, slug: true },
  });
  const families = await tx.family.findMany({ where: { code: { in: typeSlugs } }, select: { id: true, code: true } });

  const missing = <T>(
    all: ReadonlyMap<string, string>,
    known: readonly string[],
    make: (slug: string, name: string) => T,
  ) => [...all].filter(([slug]) => !known.includes(slug)).map(([slug, name]) => make(slug, name));
  const newBrands = await createBrands(
    tx,
    missing(
      vendors,
      brands.map((b) => b.slug),
      (slug, name) => ({ slug, name }),
    ),
  );
  const newCategories = await createCategories(
    tx,
    missing(
      types,
      categories.map((c) => c.slug),
      (slug, name) => ({ slug, name: { [locale]: name } }),
    ),
  );
  const newFamilies = await createFamilies(
    tx,
    missing(
      types,
      families.map((f) => f.code),
      (code, name) => ({ code, name: { [locale]: name }, attributes: [] }),
    ),
  );
  return {
    brands: new Map([...brands.map((b) => [b.slug, b.id] as const), ...newBrands]),
    categories: new Map([...categories.map((c) => [c.slug, c.id] as const), ...newCategories]),
    families: new Map([...families.map((f) => [f.code, f.id] as const), ...newFamilies]),
  };
}
