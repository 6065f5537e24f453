import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { quantityInput } from "#server/kernel/quantity.ts";

export const priceListErrorCodes = [
  "pricing.price_list_code_taken",
  "pricing.price_list_changed",
  "pricing.price_list_sells",
  "pricing.price_changed",
  "pricing.price_exists",
  "pricing.price_dates_invalid",
] as const;

const id = z.string().min(1).max(60);
const version = z.int32().min(1);
const name = z.strictObject({ fr: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });

export const priceListRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  taxIncluded: z.boolean(),
  active: z.boolean(),
  /** Prices on it, in force or not. */
  prices: z.number().int(),
  /** Companies that buy by it. */
  companies: z.number().int(),
  /** Channels that sell by it to everybody. */
  channels: z.array(z.string()),
});
export type PriceListRow = z.infer<typeof priceListRow>;

export const priceListDetail = priceListRow.extend({
  names: z.object({ fr: z.string(), en: z.string() }),
  version: z.number().int(),
  /** At most two hundred, by name. */
  buyers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PriceListDetail = z.infer<typeof priceListDetail>;

export const priceListIdInput = z.strictObject({ id });
export const createPriceListInput = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/),
  name,
  currency: z.string().regex(/^[A-Z]{3}$/),
  taxIncluded: z.boolean(),
});
export type CreatePriceListInput = z.infer<typeof createPriceListInput>;
export const changePriceListInput = z.strictObject({ id, version, name, active: z.boolean() });
export type ChangePriceListInput = z.infer<typeof changePriceListInput>;

/** "now": in force; "coming" and "over" by its dates. */
export const priceStates = ["now", "coming", "over"] as const;
export const listPriceRow = z.object({
  id: z.string(),
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  name: z.string(),
  /** "Natural oak · 160 cm". */
  description: z.string(),
  /** From so many units on. */
  minQuantity: z.number(),
  price: moneySchema,
  compareAt: moneySchema.nullable(),
  validFrom: z.string().nullable(),
  /** The first moment at which it is over. */
  validTo: z.string().nullable(),
  state: z.enum(priceStates),
  version: z.number().int(),
  /** What everybody pays for one unit now, in the shop; null where it sells it to nobody, or in another currency. */
  everybody: moneySchema.nullable(),
});
export type ListPriceRow = z.infer<typeof listPriceRow>;
export const listPricesInput = pageInput.extend({ priceListId: id, query: z.string().trim().max(100).optional() });
export const listPricesPage = pageOf(listPriceRow);

/** Major units of the list's currency ("289.00"). */
const major = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/);
const terms = {
  minQuantity: quantityInput,
  price: major,
  compareAt: major.nullable(),
  validFrom: z.iso.datetime().nullable(),
  validTo: z.iso.datetime().nullable(),
};
export const addPriceInput = z.strictObject({ priceListId: id, sku: z.string().trim().min(1).max(60), ...terms });
export const changePriceInput = z.strictObject({ priceListId: id, id, version, ...terms });
export const removePriceInput = z.strictObject({ priceListId: id, id, version });
export type PriceTerms = Pick<z.infer<typeof addPriceInput>, keyof typeof terms>;
