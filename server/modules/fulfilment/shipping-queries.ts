import { DomainError } from "#server/kernel/errors.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import type { Db } from "#server/platform/db.ts";
import type { ShippingQuote } from "./contract.ts";
import { deliveryDates, serves, shippingPrice } from "./shipping.ts";

export type QuoteInput = {
  /** ISO 3166 alpha-2. */
  country: string;
  /** The basket without shipping, tax included, in minor units. */
  itemsMinor: number;
  weightG: number;
  currency?: string;
  locale: string;
  now: Date;
};

/** The methods that serve a basket, in the shop's order. None is an empty list, not an error. */
export async function quoteShipping(db: Db, input: QuoteInput): Promise<ShippingQuote[]> {
  const rows = await db.shippingMethod.findMany({
    where: { active: true, countries: { has: input.country }, currency: input.currency ?? "EUR" },
    orderBy: [{ position: "asc" }, { code: "asc" }],
  });
  return rows.flatMap((row) => {
    const terms = {
      ...row,
      priceMinor: Number(row.priceMinor),
      freeFromMinor: row.freeFromMinor === null ? null : Number(row.freeFromMinor),
    };
    if (!serves(terms, input)) return [];
    return [
      {
        code: row.code,
        name: inLocale(row.name, input.locale),
        description: inLocale(row.description, input.locale),
        price: money(shippingPrice(terms, input.itemsMinor), row.currency),
        minDays: row.minDays,
        maxDays: row.maxDays,
        ...deliveryDates(row, input.now),
      },
    ];
  });
}

/**
 * The quote of one method.
 * Throws DomainError unprocessable `fulfilment.shipping_method_unavailable` when it does not serve this basket.
 */
export async function quoteShippingMethod(db: Db, code: string, input: QuoteInput): Promise<ShippingQuote> {
  const quote = (await quoteShipping(db, input)).find((q) => q.code === code);
  if (!quote) throw new DomainError("unprocessable", "fulfilment.shipping_method_unavailable", { method: code });
  return quote;
}

/** The countries any method ships to, as ISO codes in alphabetical order. */
export async function shippingCountries(db: Db): Promise<string[]> {
  const rows = await db.shippingMethod.findMany({ where: { active: true }, select: { countries: true } });
  return [...new Set(rows.flatMap((row) => row.countries))].sort();
}
