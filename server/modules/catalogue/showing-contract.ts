// What search engines and shopping sites are told of the catalogue: offers, addresses, feed. Browser-safe.
import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { netContentSchema } from "#server/kernel/unit-price.ts";
import { mediaSchema } from "./contract.ts";

/** Bands, never counts: in_stock is plenty, limited a few, and the last three follow how the article sells beyond stock. */
export const offerAvailabilities = ["in_stock", "limited", "backorder", "preorder", "out_of_stock"] as const;
export type OfferAvailability = (typeof offerAvailabilities)[number];

const availabilityOfOffer = {
  availability: z.enum(offerAvailabilities),
  /** When what is not in stock is expected; null when it is there or nobody knows. */
  availableOn: z.iso.date().nullable(),
};

/** The cheapest way to bring one piece to a country. Price with tax; days between leaving and arriving. */
export const offerShippingSchema = z.object({
  country: z.string().length(2),
  name: z.string(),
  price: moneySchema,
  minDays: z.number().int(),
  maxDays: z.number().int(),
});
export type OfferShipping = z.infer<typeof offerShippingSchema>;

/** What is true of a product's variants at one moment, besides texts and prices. */
export const offersSchema = z.object({
  /** When stock was looked at. */
  asOf: z.iso.datetime(),
  /** Working days between an order and its leaving, at most. */
  handlingDays: z.number().int(),
  /** Days from receipt in which goods may be sent back, and the countries it is said for. */
  returnDays: z.number().int(),
  countries: z.array(z.string().length(2)),
  variants: z.array(z.object({ sku: z.string(), ...availabilityOfOffer, shipping: z.array(offerShippingSchema) })),
});
export type Offers = z.infer<typeof offersSchema>;

/** One variant as shopping sites list it. */
export const feedItemSchema = z.object({
  sku: z.string(),
  gtin: z.string().nullable(),
  /** The product, whose variants belong together. */
  slug: z.string(),
  productId: z.string(),
  variantCount: z.number().int(),
  name: z.string(),
  description: z.string(),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
  media: z.array(mediaSchema),
  weightG: z.number().int().nullable(),
  /** What one sold piece holds, for goods whose unit price is said. */
  netContent: netContentSchema.nullable(),
  price: moneySchema,
  /** When a reduction is announced: the lowest price of the thirty days before it. */
  compareAt: moneySchema.nullable(),
  ...availabilityOfOffer,
  shipping: z.array(offerShippingSchema),
});
export type FeedItem = z.infer<typeof feedItemSchema>;

const cursor = z.string().max(60).optional();
export const feedInput = z.strictObject({ cursor, limit: z.number().int().min(1).max(500).default(200) });
export const feedPageSchema = z.object({ items: z.array(feedItemSchema), nextCursor: z.string().nullable() });

/** Parts of the site map: at most this many products each. */
export const sitemapPartSize = 10_000;

export const sitemapPartsSchema = z.array(
  z.object({
    /** The first product's id: what the part is asked for by. */
    from: z.string(),
    lastModified: z.iso.datetime(),
  }),
);

export const sitemapPageInput = z.strictObject({
  /** The first product of the part. */
  from: z.string().max(60),
  /** The last product already given. */
  cursor,
  limit: z.number().int().min(1).max(1_000).default(500),
});
export const sitemapPageSchema = z.object({
  items: z.array(z.object({ slug: z.string(), lastModified: z.iso.datetime(), images: z.array(z.string()) })),
  nextCursor: z.string().nullable(),
});
export type SitemapPage = z.infer<typeof sitemapPageSchema>;
