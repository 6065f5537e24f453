import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { quantityInput } from "#server/kernel/quantity.ts";

export const quoteStatuses = ["draft", "sent", "accepted", "declined", "expired", "superseded"] as const;
export type QuoteStatus = (typeof quoteStatuses)[number];

/** Articles on one quote, and days for which a new one is good. */
export const quoteLinesMost = 100;
export const quoteDays = 30;

const id = z.string().min(1).max(40);
const unitPrice = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/);
const day = z.iso.date();

/** The price is one of these: what one unit costs in major units, or what is taken off the list in per cent. */
const offer = z.union([z.strictObject({ unitPrice }), z.strictObject({ discountPercent: z.number().min(0).max(100) })]);
export const quoteLineInput = z.strictObject({
  variantId: id,
  quantity: quantityInput,
  offer,
  note: z.string().trim().max(300).optional(),
});
const terms = {
  lines: z.array(quoteLineInput).min(1).max(quoteLinesMost),
  shippingMethod: z.string().min(1).max(40),
  /** In minor units, told like the channel's prices. */
  shippingMinor: z.number().int().min(0).max(100_000_00),
  validUntil: day,
  terms: z.string().trim().max(2_000).optional(),
};
export type QuoteTerms = z.infer<z.ZodObject<typeof terms>>;
export const draftQuoteInput = z.strictObject({
  /** Whom it is for: a person who has an account. */
  userId: id,
  /** The company that they would buy for; null: themselves. */
  companyId: id.nullable(),
  ...terms,
});
export type DraftQuoteInput = z.infer<typeof draftQuoteInput>;
export const quoteIdInput = z.strictObject({ id });
/** `revision` is the one that the editor saw. */
export const saveQuoteInput = z.strictObject({ id, revision: z.number().int().positive(), ...terms });
export const sendQuoteInput = z.strictObject({ id, revision: z.number().int().positive() });
const reason = z.string().trim().min(2).max(500);
export const declineQuoteInput = z.strictObject({ id, reason });
export const askQuoteInput = z.strictObject({ message: z.string().trim().min(2).max(2_000) });

/** What a quote comes to where the goods go to a country. */
export const quotePriceInput = z.strictObject({ id, country: z.string().regex(/^[A-Z]{2}$/) });

const iso = z.iso.datetime();
export const quoteSummarySchema = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number().int(),
  status: z.enum(quoteStatuses),
  source: z.enum(["staff", "customer"]),
  /** The company or person that would buy, and whom it is addressed to. */
  partner: z.object({ id: z.string(), name: z.string(), company: z.boolean() }),
  recipient: z.string(),
  /** Tax included; of a draft what it would come to now. */
  total: moneySchema,
  validUntil: day,
  createdAt: iso,
  sentAt: iso.nullable(),
});
export type QuoteSummary = z.infer<typeof quoteSummarySchema>;

export const quoteDetailSchema = quoteSummarySchema.extend({
  locale: z.enum(["fr", "en"]),
  revision: z.number().int(),
  message: z.string().nullable(),
  terms: z.string().nullable(),
  reason: z.string().nullable(),
  declinedBy: z.enum(["customer", "staff"]).nullable(),
  taxIncluded: z.boolean(),
  shippingMethod: z.object({ code: z.string(), name: z.string() }),
  shipping: moneySchema,
  /** The goods at the offered prices, and what they would cost by the list. */
  items: moneySchema,
  listed: moneySchema,
  lines: z.array(
    z.object({
      variantId: z.string(),
      sku: z.string(),
      name: z.string(),
      description: z.string(),
      quantity: z.number(),
      /** Exact, in major units, as it is written; `price` as it is read. */
      unitPrice: z.string(),
      price: moneySchema,
      /** What one costs by the list; null where the offer is not lower. */
      listPrice: moneySchema.nullable(),
      total: moneySchema,
      note: z.string().nullable(),
    }),
  ),
  /** The order that its acceptance became; the latest one when an earlier was not paid. */
  orderNumber: z.string().nullable(),
  /** Waits for the consent of the company. */
  approvalWaits: z.boolean(),
  /** Other versions under the same number, the newest first. */
  versions: z.array(z.object({ id: z.string(), version: z.number().int(), status: z.enum(quoteStatuses) })),
  /** For staff; customers read none. */
  timeline: z.array(
    z.object({
      type: z.string(),
      at: iso,
      by: z.string().nullable(),
      reason: z.string().nullable(),
      orderNumber: z.string().nullable(),
    }),
  ),
});
export type QuoteDetail = z.infer<typeof quoteDetailSchema>;

export const quotesErrorCodes = [
  "quotes.quote_not_found",
  "quotes.quote_closed",
  "quotes.quote_changed",
  "quotes.day_passed",
  "quotes.customer_not_found",
  "quotes.draft_exists",
  "quotes.line_twice",
  "quotes.approval_waits",
] as const;
export type QuotesError = (typeof quotesErrorCodes)[number];

/** Whom a quote may be for: a person for themselves, or as a buyer of a company. */
export const quoteCustomerSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  company: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type QuoteCustomer = z.infer<typeof quoteCustomerSchema>;
/** An article to put on a quote, with what its customer pays for one today. */
export const quotableSchema = z.object({
  variantId: z.string(),
  sku: z.string(),
  name: z.string(),
  description: z.string(),
  price: moneySchema,
  unitPrice: z.string(),
});
export type Quotable = z.infer<typeof quotableSchema>;
