import { DomainError } from "#server/kernel/errors.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { ShippingQuote } from "./contract.ts";
import { deliveryDates, type MethodTerms, serves, shippingPrice } from "./shipping.ts";

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

/** A shipping method as its quote needs it. */
export type MethodRow = MethodTerms & { code: string; name: Prisma.JsonValue; description: Prisma.JsonValue };

const methodColumns = Prisma.sql`code, name, description, countries, currency, price_minor::float8 AS "priceMinor",
  free_from_minor::float8 AS "freeFromMinor", max_weight_g AS "maxWeightG", min_days AS "minDays", max_days AS "maxDays"`;

/** Every method in use, in the shop's order. One statement. */
export const activeMethods = (db: Db, currency = "EUR"): Promise<MethodRow[]> =>
  db.$queryRaw<MethodRow[]>`
    SELECT ${methodColumns} FROM shipping_method WHERE active AND currency = ${currency} ORDER BY position, code`;

/** The methods that go to a country, in the shop's order. One statement. */
export function methodsTo(db: Db, country: string, currency = "EUR"): Promise<MethodRow[]> {
  return db.$queryRaw<MethodRow[]>`
    SELECT ${methodColumns} FROM shipping_method
    WHERE active AND countries @> ARRAY[${country}] AND currency = ${currency}
    ORDER BY position, code`;
}

/** The methods that serve a basket, in the shop's order. None is an empty list, not an error. */
export async function quoteShipping(db: Db, input: QuoteInput): Promise<ShippingQuote[]> {
  return quotes(await methodsTo(db, input.country, input.currency), input);
}

function quotes(rows: readonly MethodRow[], input: QuoteInput): ShippingQuote[] {
  return rows.flatMap((row) => {
    if (!serves(row, input)) return [];
    return [
      {
        code: row.code,
        name: inLocale(row.name, input.locale),
        description: inLocale(row.description, input.locale),
        price: money(shippingPrice(row, input.itemsMinor), row.currency),
        freeFrom: row.freeFromMinor === null ? null : money(row.freeFromMinor, row.currency),
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
  return quoteMethod(await methodsTo(db, input.country, input.currency), code, input);
}

/** The same from methods that were read already (`methodsTo`). */
export function quoteMethod(rows: readonly MethodRow[], code: string, input: QuoteInput): ShippingQuote {
  const quote = quotes(rows, input).find((q) => q.code === code);
  if (!quote) throw new DomainError("unprocessable", "fulfilment.shipping_method_unavailable", { method: code });
  return quote;
}

/** The countries any method ships to, as ISO codes in alphabetical order. */
export async function shippingCountries(db: Db): Promise<string[]> {
  const rows = await db.shippingMethod.findMany({ where: { active: true }, select: { countries: true } });
  return [...new Set(rows.flatMap((row) => row.countries))].sort();
}
