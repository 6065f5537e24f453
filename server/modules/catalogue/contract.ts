import { z } from "zod";
import { localizedSchema } from "#server/kernel/localized.ts";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { pageInput } from "#server/kernel/page.ts";
import { contentUnits, unitPriceSchema } from "#server/kernel/unit-price.ts";
import { attributeValueInput, productAttributeSchema } from "./attribute-contract.ts";
import { completenessSchema } from "./completeness-contract.ts";
import { safetySchema } from "./maker-contract.ts";

export const productStatuses = ["draft", "active", "archived"] as const;
export type ProductStatus = (typeof productStatuses)[number];

export const catalogueErrorCodes = [
  "catalogue.product_not_found",
  "catalogue.category_not_found",
  "catalogue.variant_not_found",
  "catalogue.version_conflict",
  "catalogue.option_unknown",
  "catalogue.not_publishable",
  "catalogue.synonyms_not_found",
  "catalogue.synonyms_too_few",
  "catalogue.attribute_not_found",
  "catalogue.attribute_key_taken",
  "catalogue.attribute_in_use",
  "catalogue.attribute_malformed",
  "catalogue.attribute_not_in_set",
  "catalogue.attribute_invalid",
  "catalogue.set_not_found",
  "catalogue.maker_not_found",
  "catalogue.maker_name_taken",
  "catalogue.maker_in_use",
  "catalogue.media_not_found",
] as const;

/** A picture; its address is /media/<key>. */
export const mediaSchema = z.object({
  key: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  alt: z.string(),
  /** A few pixels as a data URI, to show until the picture is there: where it is shown large. */
  blur: z.string().optional(),
});
export type Media = z.infer<typeof mediaSchema>;

export const categorySchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  lead: z.string(),
  banner: mediaSchema.nullable(),
  parentId: z.string().nullable(),
  /** Products on sale in it and below it. */
  productCount: z.number().int(),
});
export type Category = z.infer<typeof categorySchema>;

export const productCardSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  brand: z.string().nullable(),
  /** The lowest of its variants. */
  price: moneySchema,
  /** True when variants cost differently: "from". */
  priceFrom: z.boolean(),
  /** When a reduction is announced: the lowest price of the thirty days before it. */
  compareAt: moneySchema.nullable(),
  /** Per litre, kilogram, metre… of the variant whose price is shown. */
  measurePrice: unitPriceSchema.nullable(),
  media: mediaSchema.nullable(),
  hoverMedia: mediaSchema.nullable(),
  swatches: z.array(
    z.object({ value: z.string(), label: z.string(), swatch: z.string(), media: mediaSchema.nullable() }),
  ),
  inStock: z.boolean(),
  /** How it can be bought all the same when nothing is in stock; null: not at all, or it is in stock. */
  ahead: z.enum(["backorder", "preorder"]).nullable(),
});
export type ProductCard = z.infer<typeof productCardSchema>;

/**
 * A facet: `filters[key]` holds chosen values. A range's values are "<from>-<to>" (the upper end left out) or "<from>..<to>"
 * (included), either side may be empty: in minor units of `unit` for prices, in centimetres for dimensions.
 */
export const facetSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(["choice", "range"]),
  values: z.array(
    z.object({ value: z.string(), label: z.string(), count: z.number().int(), swatch: z.string().optional() }),
  ),
  /** Of a range: a currency code, or "cm". */
  unit: z.string().nullable(),
  /** Of dimensions: the least and the greatest there is. */
  bounds: z.object({ min: z.number().int(), max: z.number().int() }).nullable(),
  /** What was chosen, in words. */
  chosen: z.array(z.object({ value: z.string(), label: z.string() })),
});
export type Facet = z.infer<typeof facetSchema>;

/** When nothing is left: how many products there are without one facet's choice, called by what was chosen. */
export const withoutSchema = z.object({ key: z.string(), label: z.string(), count: z.number().int() });
export type Without = z.infer<typeof withoutSchema>;

export const filtersSchema = z
  .record(z.string().min(1).max(40), z.array(z.string().max(80)).max(40))
  .refine((filters) => Object.keys(filters).length <= 12, { message: "at most twelve facets" });
export type Filters = z.infer<typeof filtersSchema>;

export const listSorts = ["featured", "newest", "price_asc", "price_desc"] as const;
export type ListSort = (typeof listSorts)[number];

export const categoryInput = z.strictObject({
  slug: z.string().max(200),
  sort: z.enum(listSorts).default("featured"),
  filters: filtersSchema.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(60).default(24),
});

export const categoryPageSchema = z.object({
  category: categorySchema,
  items: z.array(productCardSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  facets: z.array(facetSchema),
  without: z.array(withoutSchema),
});
export type CategoryPage = z.infer<typeof categoryPageSchema>;

export const productSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  description: z.string(),
  composition: z.string(),
  care: z.string(),
  originCountry: z.string().nullable(),
  dimensions: z.object({ widthMm: z.number().int(), depthMm: z.number().int(), heightMm: z.number().int() }).nullable(),
  brand: z.object({ name: z.string(), about: z.string() }).nullable(),
  categories: z.array(z.object({ slug: z.string(), name: z.string() })),
  tags: z.array(z.string()),
  media: z.array(mediaSchema),
  attributes: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  options: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      values: z.array(z.object({ value: z.string(), label: z.string(), swatch: z.string().nullable() })),
    }),
  ),
  variants: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      gtin: z.string().nullable(),
      /** option key → value */
      options: z.record(z.string(), z.string()),
      price: moneySchema,
      /** When a reduction is announced: the lowest price of the thirty days before it. */
      compareAt: moneySchema.nullable(),
      /** Per litre, kilogram, metre…, where it says what it holds. */
      measurePrice: unitPriceSchema.nullable(),
      weightG: z.number().int().nullable(),
      media: z.array(mediaSchema),
    }),
  ),
  safety: safetySchema,
  /** "0.2" for 20 %, in the shop's home country. */
  taxRate: z.string(),
  updatedAt: z.string(),
});
export type Product = z.infer<typeof productSchema>;

// Back office

/** Newest first, or the least complete first. */
export const adminProductSorts = ["newest", "completeness"] as const;

export const adminProductListInput = z.strictObject({
  ...pageInput.shape,
  query: z.string().trim().max(100).optional(),
  status: z.enum(productStatuses).optional(),
  /** Only those that lack something. */
  incomplete: z.boolean().optional(),
  sort: z.enum(adminProductSorts).optional(),
});
export type AdminProductListInput = z.infer<typeof adminProductListInput>;

export const adminProductRowSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(productStatuses),
  brand: z.string().nullable(),
  categories: z.array(z.string()),
  media: mediaSchema.nullable(),
  skus: z.array(z.string()),
  variantCount: z.number().int(),
  /** Lowest and highest price on the site's list; null when none has a price. */
  price: z.object({ from: moneySchema, to: moneySchema }).nullable(),
  /** Sellable on the site, all variants together. */
  available: z.number(),
  /** Percent, as last computed; null when not yet. */
  score: z.number().int().nullable(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type AdminProductRow = z.infer<typeof adminProductRowSchema>;

/** A product as staff edit it: texts in every language. */
export const adminProductSchema = z.object({
  id: z.string(),
  slug: z.string(),
  status: z.enum(productStatuses),
  version: z.number().int(),
  name: localizedSchema,
  tagline: localizedSchema,
  description: localizedSchema,
  composition: localizedSchema,
  care: localizedSchema,
  originCountry: z.string().nullable(),
  dimensions: z.object({ widthMm: z.number().int(), depthMm: z.number().int(), heightMm: z.number().int() }).nullable(),
  tags: z.array(z.string()),
  taxCategory: z.string(),
  brand: z.object({ id: z.string(), name: z.string() }).nullable(),
  family: z.object({ id: z.string(), name: z.string() }).nullable(),
  categories: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  attributes: z.array(productAttributeSchema),
  media: z.array(mediaSchema.extend({ id: z.string(), alts: localizedSchema })),
  makerId: z.string().nullable(),
  /** Who makes the brand's goods: counts where the product names nobody. */
  brandMaker: z.string().nullable(),
  modelName: z.string().nullable(),
  warnings: localizedSchema,
  noWarnings: z.boolean(),
  completeness: completenessSchema,
  variants: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      gtin: z.string().nullable(),
      status: z.string(),
      options: z.string(),
      weightG: z.number().int().nullable(),
      netContent: z.object({ amount: z.string(), unit: z.enum(contentUnits) }).nullable(),
      media: mediaSchema.nullable(),
      price: moneySchema.nullable(),
      compareAt: moneySchema.nullable(),
      prior: moneySchema.nullable(),
      available: z.number(),
    }),
  ),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type AdminProduct = z.infer<typeof adminProductSchema>;

const text = (max: number) =>
  z.strictObject({ fr: z.string().trim().max(max).optional(), en: z.string().trim().max(max).optional() });

/** What staff may change of a product; what is left out stays. `version` is the one that was read. */
export const updateProductInput = z.strictObject({
  id: z.string(),
  version: z.number().int(),
  name: z.strictObject({ fr: z.string().trim().min(1).max(200), en: z.string().trim().max(200).optional() }).optional(),
  tagline: text(300).optional(),
  description: text(10_000).optional(),
  composition: text(2_000).optional(),
  care: text(2_000).optional(),
  status: z.enum(productStatuses).optional(),
  tags: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
  originCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .optional(),
  dimensions: z
    .strictObject({
      widthMm: z.number().int().min(1).max(100_000),
      depthMm: z.number().int().min(1).max(100_000),
      heightMm: z.number().int().min(1).max(100_000),
    })
    .nullable()
    .optional(),
  /** By key, each as its definition wants it; null unsays it. */
  attributes: z.record(z.string().max(40), attributeValueInput).optional(),
  /** Null: whoever makes the brand's goods. */
  makerId: z.string().max(40).nullable().optional(),
  modelName: z.string().trim().min(1).max(120).nullable().optional(),
  /** Given together: there are warnings, or somebody says that there is nothing to warn of. */
  safety: z
    .strictObject({ warnings: text(4_000), noWarnings: z.boolean() })
    .refine(({ warnings, noWarnings }) => !(noWarnings && (warnings.fr || warnings.en)))
    .optional(),
});
export type UpdateProductInput = z.infer<typeof updateProductInput>;

/** Facts of one variant. What it holds as an exact decimal above zero ("750", ml). */
export const updateVariantInput = z.strictObject({
  variantId: z.string().max(40),
  weightG: z.number().int().min(1).max(10_000_000).nullable(),
  netContent: z
    .strictObject({
      amount: z
        .string()
        .regex(/^\d{1,9}(\.\d{1,3})?$/)
        .refine((amount) => Number(amount) > 0),
      unit: z.enum(contentUnits),
    })
    .nullable(),
});
export type UpdateVariantInput = z.infer<typeof updateVariantInput>;

const majorAmount = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/);

/** `price` and `compareAt` in major units ("289.00"), tax included as the site's list says. */
export const updatePriceInput = z.strictObject({
  variantId: z.string(),
  price: majorAmount,
  compareAt: majorAmount.nullable().default(null),
});

/** What a picture shows, for who cannot see it: in both languages. */
export const updateAltInput = z.strictObject({ mediaId: z.string().max(40), alt: text(300) });
