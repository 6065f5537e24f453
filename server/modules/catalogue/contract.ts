import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { returnExclusions } from "#server/kernel/return-exclusions.ts";
import { unitPriceSchema } from "#server/kernel/unit-price.ts";
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
  /** How buyers rated it: the mean is sum / count. Null without reviews. */
  rating: z.object({ count: z.number().int(), sum: z.number().int() }).nullable(),
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
  /** Why it may not be sent back at will; null: it may. */
  returnExclusion: z.enum(returnExclusions).nullable(),
  /** "0.2" for 20 %, in the shop's home country. */
  taxRate: z.string(),
  updatedAt: z.string(),
});
export type Product = z.infer<typeof productSchema>;
