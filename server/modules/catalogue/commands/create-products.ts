import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Localized } from "#server/kernel/localized.ts";
import type { ReturnExclusion } from "#server/kernel/return-exclusions.ts";
import type { NetContent } from "#server/kernel/unit-price.ts";
import type { Prisma, Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { productsChanged } from "../events.ts";

export type NewMedia = {
  /** How variants of the same product name it; also what makes two mentions one picture. */
  ref: string;
  /** Its key in the media store; null while the picture could not be fetched. */
  key: string | null;
  mime?: string;
  width?: number | null;
  height?: number | null;
  alt?: Localized;
  sourceUrl?: string | null;
};

export type NewProduct = {
  slug: string;
  status: "draft" | "active" | "archived";
  name: Localized;
  tagline?: Localized;
  description?: Localized;
  composition?: Localized;
  care?: Localized;
  originCountry?: string | null;
  dimensions?: { widthMm: number; depthMm: number; heightMm: number } | null;
  taxCategory?: string;
  warnings?: Localized;
  noWarnings?: boolean;
  returnExclusion?: ReturnExclusion | null;
  tags?: readonly string[];
  brandId?: string | null;
  familyId?: string | null;
  categories?: readonly { id: string; position: number }[];
  attributes?: readonly { attributeId: string; value: Prisma.InputJsonValue }[];
  media?: readonly NewMedia[];
  options?: readonly {
    key: string;
    name: Localized;
    values: readonly { value: string; label: Localized; swatch?: string | null }[];
  }[];
  variants: readonly {
    sku: string;
    gtin?: string | null;
    uom?: string;
    weightG?: number | null;
    netContent?: NetContent | null;
    /** option key → value */
    options: Readonly<Record<string, string>>;
    mediaRefs?: readonly string[];
  }[];
  importKey?: string | null;
  createdAt?: Date;
};

export type CreatedProduct = { id: string; slug: string; variants: { id: string; sku: string }[] };

type Rows = {
  products: Prisma.ProductCreateManyInput[];
  categories: Prisma.ProductCategoryCreateManyInput[];
  attributes: Prisma.ProductAttributeCreateManyInput[];
  media: Prisma.MediaCreateManyInput[];
  productMedia: Prisma.ProductMediaCreateManyInput[];
  options: Prisma.OptionCreateManyInput[];
  values: Prisma.OptionValueCreateManyInput[];
  variants: Prisma.VariantCreateManyInput[];
  chosen: Prisma.VariantOptionValueCreateManyInput[];
  variantMedia: Prisma.VariantMediaCreateManyInput[];
};

function addMedia(rows: Rows, productId: string, media: readonly NewMedia[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [position, picture] of media.entries()) {
    if (ids.has(picture.ref)) continue;
    const id = newId("media");
    ids.set(picture.ref, id);
    rows.media.push({
      id,
      key: picture.key,
      mime: picture.mime ?? "image/webp",
      width: picture.width ?? null,
      height: picture.height ?? null,
      alt: picture.alt ?? {},
      sourceUrl: picture.sourceUrl ?? null,
    });
    rows.productMedia.push({ productId, mediaId: id, position });
  }
  return ids;
}

function addOptions(rows: Rows, productId: string, product: NewProduct): Map<string, { id: string; optionId: string }> {
  const ids = new Map<string, { id: string; optionId: string }>();
  for (const [position, option] of (product.options ?? []).entries()) {
    const optionId = newId("option");
    rows.options.push({ id: optionId, productId, key: option.key, name: option.name, position });
    for (const [place, { value, label, swatch }] of option.values.entries()) {
      const id = newId("optionValue");
      ids.set(`${option.key}\n${value}`, { id, optionId });
      rows.values.push({ id, optionId, value, label, swatch: swatch ?? null, position: place });
    }
  }
  return ids;
}

function addVariants(rows: Rows, productId: string, product: NewProduct): { id: string; sku: string }[] {
  const mediaIds = addMedia(rows, productId, product.media ?? []);
  const valueIds = addOptions(rows, productId, product);
  return product.variants.map((variant, position) => {
    const id = newId("variant");
    rows.variants.push({
      id,
      productId,
      sku: variant.sku,
      gtin: variant.gtin ?? null,
      uom: variant.uom ?? "unit",
      weightG: variant.weightG ?? null,
      netContent: variant.netContent?.amount ?? null,
      netUnit: variant.netContent?.unit ?? null,
      position,
    });
    for (const [key, value] of Object.entries(variant.options)) {
      const found = valueIds.get(`${key}\n${value}`);
      if (!found) {
        throw new DomainError("invalid", "catalogue.option_unknown", { sku: variant.sku, option: key, value });
      }
      rows.chosen.push({ variantId: id, optionId: found.optionId, optionValueId: found.id });
    }
    for (const [place, ref] of (variant.mediaRefs ?? []).entries()) {
      const mediaId = mediaIds.get(ref);
      if (mediaId) rows.variantMedia.push({ variantId: id, mediaId, position: place });
    }
    return { id, sku: variant.sku };
  });
}

/**
 * Creates products with options, variants, pictures and attributes: a constant number of statements however many there
 * are. Emits `catalogue.product.changed` for each. Throws DomainError invalid `catalogue.option_unknown` when a variant
 * names an option value that its product lacks; a slug, SKU or GTIN in use makes the database refuse (unique violation).
 */
export async function createProducts(tx: Tx, products: readonly NewProduct[]): Promise<CreatedProduct[]> {
  const rows: Rows = {
    products: [],
    categories: [],
    attributes: [],
    media: [],
    productMedia: [],
    options: [],
    values: [],
    variants: [],
    chosen: [],
    variantMedia: [],
  };
  const created = products.map((product) => {
    const id = newId("product");
    rows.products.push({
      id,
      slug: product.slug,
      status: product.status,
      name: product.name,
      tagline: product.tagline ?? {},
      description: product.description ?? {},
      composition: product.composition ?? {},
      care: product.care ?? {},
      originCountry: product.originCountry ?? null,
      warnings: product.warnings ?? {},
      noWarnings: product.noWarnings ?? false,
      returnExclusion: product.returnExclusion ?? null,
      tags: [...(product.tags ?? [])],
      widthMm: product.dimensions?.widthMm ?? null,
      depthMm: product.dimensions?.depthMm ?? null,
      heightMm: product.dimensions?.heightMm ?? null,
      taxCategory: product.taxCategory ?? "standard",
      brandId: product.brandId ?? null,
      familyId: product.familyId ?? null,
      importKey: product.importKey ?? null,
      ...(product.createdAt && { createdAt: product.createdAt }),
    });
    for (const { id: categoryId, position } of product.categories ?? []) {
      rows.categories.push({ productId: id, categoryId, position });
    }
    for (const { attributeId, value } of product.attributes ?? []) {
      rows.attributes.push({ productId: id, attributeId, value });
    }
    return { id, slug: product.slug, variants: addVariants(rows, id, product) };
  });
  await tx.product.createMany({ data: rows.products });
  await tx.productCategory.createMany({ data: rows.categories });
  await tx.productAttribute.createMany({ data: rows.attributes });
  await tx.media.createMany({ data: rows.media });
  await tx.productMedia.createMany({ data: rows.productMedia });
  await tx.option.createMany({ data: rows.options });
  await tx.optionValue.createMany({ data: rows.values });
  await tx.variant.createMany({ data: rows.variants });
  await tx.variantOptionValue.createMany({ data: rows.chosen });
  await tx.variantMedia.createMany({ data: rows.variantMedia });
  emit(tx, ...productsChanged(created.map((product) => product.id)));
  return created;
}
