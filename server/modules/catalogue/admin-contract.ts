// What the back office reads and changes of the catalogue.
import { z } from "zod";
import { localizedSchema } from "#server/kernel/localized.ts";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { pageInput } from "#server/kernel/page.ts";
import { returnExclusions } from "#server/kernel/return-exclusions.ts";
import { contentUnits } from "#server/kernel/unit-price.ts";
import { attributeValueInput, productAttributeSchema } from "./attribute-contract.ts";
import { completenessSchema } from "./completeness-contract.ts";
import { mediaSchema, productStatuses } from "./contract.ts";

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
  returnExclusion: z.enum(returnExclusions).nullable(),
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
  /** Orders placed from then on; null: it may be sent back. */
  returnExclusion: z.enum(returnExclusions).nullable().optional(),
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
