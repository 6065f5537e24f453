import { decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db } from "#server/platform/db.ts";

/**
 * The VAT rates of a country on a day, by category of goods ("standard" → "0.2"). One statement. A rate that starts that
 * day counts, one that ended the day before does not; `on` is a business day, only its UTC date is read.
 * Throws DomainError unprocessable `tax.country_unknown` when the country has no standard rate: it is not sold to.
 */
export async function taxRates(db: Db, country: string, on: Date): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ category: string; rate: string }[]>`
    SELECT category, rate::text FROM tax_rate
    WHERE country = ${country} AND valid_from <= ${on.toISOString().slice(0, 10)}::date
      AND (valid_to IS NULL OR valid_to >= ${on.toISOString().slice(0, 10)}::date)
    ORDER BY valid_from`;
  // Later rows replace earlier ones: a rate stays in force until the next begins, even without an end date.
  const rates = new Map(rows.map((row) => [row.category, toText(decimal(row.rate))]));
  if (!rates.has("standard")) throw new DomainError("unprocessable", "tax.country_unknown", { country });
  return rates;
}

/**
 * The rate of one category; a country without that reduced category taxes it at its standard rate.
 * Throws DomainError unprocessable `tax.country_unknown`.
 */
export async function taxRateOf(db: Db, country: string, category: string, on: Date): Promise<string> {
  const rates = await taxRates(db, country, on);
  return rateIn(rates, category);
}

/** Picks a category's rate from `taxRates`, falling back to the standard rate. */
export function rateIn(rates: ReadonlyMap<string, string>, category: string): string {
  const rate = rates.get(category) ?? rates.get("standard");
  if (rate === undefined) throw new RangeError("no standard rate");
  return rate;
}
