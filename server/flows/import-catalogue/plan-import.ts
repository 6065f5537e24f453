// What an import would do: the file's products against those that are there. Pure, so that a dry run and the real thing
// decide alike.
import type { Locale, Localized } from "#server/kernel/localized.ts";
import { mark } from "./slug.ts";
import type { ImportedImage, ImportedProduct, ImportedVariant, Issue } from "./types.ts";

export type ExistingVariant = {
  id: string;
  sku: string;
  gtin: string | null;
  weightG: number | null;
  options: Record<string, string>;
  /** Base price on the chosen list in major units; null when it has none. */
  price: string | null;
  compareAt: string | null;
  imageUrls: string[];
};

export type ExistingProduct = {
  id: string;
  importKey: string;
  version: number;
  status: "draft" | "active" | "archived";
  name: Localized;
  description: Localized;
  tags: string[];
  brand: string | null;
  categories: string[];
  options: { id: string; key: string; values: string[] }[];
  variants: ExistingVariant[];
  images: { id: string; url: string | null; alt: Localized }[];
};

/** What is in the database of what the file names. */
export type Existing = {
  products: ReadonlyMap<string, ExistingProduct>;
  /** slug, SKU and GTIN → product that has it */
  slugs: ReadonlyMap<string, string>;
  skus: ReadonlyMap<string, string>;
  gtins: ReadonlyMap<string, string>;
};

export type PriceChange = {
  variantId: string;
  sku: string;
  from: string | null;
  price: string;
  compareAt: string | null;
};

export type Update = {
  existing: ExistingProduct;
  texts: { name?: Localized; description?: Localized; status?: ExistingProduct["status"]; tags?: string[] };
  /** The vendor changed, or the type's category is not among the product's. */
  brand: boolean;
  category: boolean;
  newValues: { optionId: string; key: string; value: string; label: string }[];
  newVariants: ImportedVariant[];
  variants: { id: string; sku: string; gtin: string | null; weightG: number | null }[];
  prices: PriceChange[];
  newImages: ImportedImage[];
  alts: { id: string; alt: Localized }[];
  variantImages: { variantId: string; url: string }[];
};

export type PlannedProduct = { product: ImportedProduct } & (
  | { change: "new" | "unchanged" }
  | { change: "changed"; update: Update }
);

export type ImportPlan = { products: PlannedProduct[]; issues: Issue[] };

const same = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : Number(a) === Number(b);
const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);
const choice = (options: Record<string, string>): string => JSON.stringify(Object.entries(options).sort());

type Say = (line: number, column: string, value: string, message: string, severity?: Issue["severity"]) => void;

/** A variant is recognised by its SKU, or, where the file has none, by its choices. */
function findVariant(variant: ImportedVariant, existing: ExistingProduct): ExistingVariant | undefined {
  const bySku = existing.variants.find((known) => known.sku === variant.sku);
  return (
    bySku ??
    (variant.skuMade ? existing.variants.find((known) => choice(known.options) === choice(variant.options)) : undefined)
  );
}

/** Nobody else may have the product's slug, SKUs and GTINs; SKUs that we made give way. */
function checkTaken(product: ImportedProduct, existing: Existing, say: Say): ImportedProduct {
  const own = existing.products.get(product.importKey);
  const takenByOther = (map: ReadonlyMap<string, string>, key: string) => map.has(key) && map.get(key) !== own?.id;
  if (!own && existing.slugs.has(product.slug)) {
    say(product.line, "Handle", product.slug, "is the address of a product that did not come from this import");
  }
  const variants = product.variants.map((variant) => {
    if (variant.gtin && takenByOther(existing.gtins, variant.gtin)) {
      say(variant.line, "Variant Barcode", variant.gtin, "belongs to another product");
    }
    const known = own && findVariant(variant, own);
    if (known && variant.skuMade) return { ...variant, sku: known.sku };
    if (!takenByOther(existing.skus, variant.sku)) return variant;
    const source = [product.importKey, ...Object.values(variant.options)].join("\n");
    const sku = variant.skuMade ? `${variant.sku}-${mark(source).toUpperCase()}` : variant.sku;
    if (takenByOther(existing.skus, sku)) say(variant.line, "Variant SKU", sku, "belongs to another product");
    return { ...variant, sku };
  });
  return { ...product, variants };
}

function textsOf(product: ImportedProduct, existing: ExistingProduct, locale: Locale): Update["texts"] {
  const localized = (now: Localized, text: string): Localized | undefined =>
    (now[locale] ?? "") === text ? undefined : { ...now, [locale]: text };
  const [name, description] = [
    localized(existing.name, product.title),
    localized(existing.description, product.description),
  ];
  return {
    ...(name && { name }),
    ...(description && { description }),
    ...(existing.status !== product.status && { status: product.status }),
    ...(!sameList(existing.tags, product.tags) && { tags: product.tags }),
  };
}

function variantsOf(product: ImportedProduct, existing: ExistingProduct, update: Update): void {
  for (const variant of product.variants) {
    const known = findVariant(variant, existing);
    if (!known) {
      update.newVariants.push(variant);
      continue;
    }
    if (known.gtin !== variant.gtin || known.weightG !== variant.weightG) {
      update.variants.push({ id: known.id, sku: known.sku, gtin: variant.gtin, weightG: variant.weightG });
    }
    if (!same(known.price, variant.price) || !same(known.compareAt, variant.compareAt)) {
      const { price, compareAt } = variant;
      update.prices.push({ variantId: known.id, sku: known.sku, from: known.price, price, compareAt });
    }
    if (variant.imageUrl && !known.imageUrls.includes(variant.imageUrl)) {
      update.variantImages.push({ variantId: known.id, url: variant.imageUrl });
    }
  }
}

function updateOf(
  product: ImportedProduct,
  existing: ExistingProduct,
  locale: Locale,
  slugs: { brand: string | null; category: string | null },
  say: Say,
): Update {
  const update: Update = {
    existing,
    texts: textsOf(product, existing, locale),
    brand: existing.brand !== slugs.brand,
    category: slugs.category !== null && !existing.categories.includes(slugs.category),
    newValues: [],
    newVariants: [],
    variants: [],
    prices: [],
    newImages: [],
    alts: [],
    variantImages: [],
  };
  const keys = (options: readonly { key: string }[]) => options.map((option) => option.key).sort();
  if (!sameList(keys(existing.options), keys(product.options))) {
    const names = (list: string[]) => list.join(", ") || "none";
    say(
      product.line,
      "Option1 Name",
      names(keys(product.options)),
      `differs from the product's options (${names(keys(existing.options))}): these are fixed once it exists`,
    );
    return update;
  }
  for (const option of product.options) {
    const known = existing.options.find((other) => other.key === option.key);
    for (const { value, label } of option.values) {
      if (known && !known.values.includes(value)) {
        update.newValues.push({ optionId: known.id, key: option.key, value, label });
      }
    }
  }
  variantsOf(product, existing, update);
  for (const image of product.images) {
    const known = existing.images.find((other) => other.url === image.url);
    if (!known) update.newImages.push(image);
    else if ((known.alt[locale] ?? "") !== image.alt)
      update.alts.push({ id: known.id, alt: { ...known.alt, [locale]: image.alt } });
  }
  const kept = new Set(product.variants.map((variant) => findVariant(variant, existing)?.id));
  for (const gone of existing.variants.filter((known) => !kept.has(known.id))) {
    say(product.line, "Variant SKU", gone.sku, "is no longer in the file: left as it is", "warning");
  }
  return update;
}

const isEmpty = ({ existing: _, ...update }: Update): boolean =>
  Object.values(update).every((part) => (typeof part === "object" ? Object.keys(part).length === 0 : !part));

/** Compares the file with what is there. `slugsOf` names the brand and category that a product's vendor and type become. */
export function planImport(
  products: readonly ImportedProduct[],
  existing: Existing,
  options: {
    locale: Locale;
    slugsOf: (product: ImportedProduct) => { brand: string | null; category: string | null };
  },
): ImportPlan {
  const issues: Issue[] = [];
  const say: Say = (line, column, value, message, severity = "error") => {
    issues.push({ severity, line, column, value, message });
  };
  const planned = products.map((given): PlannedProduct => {
    const product = checkTaken(given, existing, say);
    const known = existing.products.get(product.importKey);
    if (!known) return { product, change: "new" };
    const update = updateOf(product, known, options.locale, options.slugsOf(product), say);
    return isEmpty(update) ? { product, change: "unchanged" } : { product, change: "changed", update };
  });
  return { products: planned, issues };
}
