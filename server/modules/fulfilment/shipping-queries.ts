import { DomainError } from "#server/kernel/errors.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { type Money, money } from "#server/kernel/money.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { Carrier } from "./promise.ts";
import { type MethodTerms, serves, shippingPrice } from "./shipping.ts";

export type QuoteInput = {
  /** ISO 3166 alpha-2. */
  country: string;
  /** The basket without shipping, tax included, in minor units. */
  itemsMinor: number;
  weightG: number;
  currency?: string;
  locale: string;
};

/** Where a method that carries nothing lets the buyer collect. */
export type PickupPlace = {
  id: string;
  code: string;
  name: string;
  line1: string;
  postcode: string;
  city: string;
  country: string;
};

/** A shipping method as its quote needs it. */
export type MethodRow = MethodTerms & {
  code: string;
  name: Prisma.JsonValue;
  description: Prisma.JsonValue;
  weekdays: number[];
  pickup: PickupPlace | null;
};

const methodColumns = Prisma.sql`m.code, m.name, m.description, m.countries, m.currency, m.price_minor::float8 AS "priceMinor",
  m.free_from_minor::float8 AS "freeFromMinor", m.max_weight_g AS "maxWeightG", m.min_days AS "minDays",
  m.max_days AS "maxDays", m.weekdays, CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('id', l.id, 'code', l.code,
    'name', l.name, 'line1', coalesce(l.line1, ''), 'postcode', coalesce(l.postcode, ''), 'city', coalesce(l.city, ''),
    'country', coalesce(l.country, 'FR')) END AS pickup`;

/** Every method in use that carries goods to the buyer, in the shop's order. One statement. */
export const activeMethods = (db: Db, currency = "EUR"): Promise<MethodRow[]> =>
  db.$queryRaw<MethodRow[]>`
    SELECT ${methodColumns} FROM shipping_method m LEFT JOIN location l ON l.id = m.pickup_location_id
    WHERE m.active AND m.currency = ${currency} AND m.pickup_location_id IS NULL ORDER BY m.position, m.code`;

/** The methods that go to a country, or let collect there, in the shop's order. One statement. */
export function methodsTo(db: Db, country: string, currency = "EUR"): Promise<MethodRow[]> {
  return db.$queryRaw<MethodRow[]>`
    SELECT ${methodColumns} FROM shipping_method m LEFT JOIN location l ON l.id = m.pickup_location_id
    WHERE m.active AND m.countries @> ARRAY[${country}] AND m.currency = ${currency}
      AND (m.pickup_location_id IS NULL OR l.active)
    ORDER BY m.position, m.code`;
}

/** What a method costs a basket; when it arrives is a promise (`promiseArrival`), which needs to know from where. */
export type PricedMethod = Pick<MethodRow, "code" | "pickup"> &
  Carrier & { name: string; description: string; price: Money; freeFrom: Money | null };

/** The methods that serve a basket, in the shop's order. None is an empty list, not an error. */
export async function quoteShipping(db: Db, input: QuoteInput): Promise<PricedMethod[]> {
  return priceMethods(await methodsTo(db, input.country, input.currency), input);
}

/** The same from methods that were read already (`methodsTo`). */
export function priceMethods(rows: readonly MethodRow[], input: QuoteInput): PricedMethod[] {
  return rows.flatMap((row) => {
    if (!serves(row, input)) return [];
    const { code, pickup, minDays, maxDays, weekdays } = row;
    return [
      {
        code,
        pickup,
        minDays,
        maxDays,
        weekdays,
        name: inLocale(row.name, input.locale),
        description: inLocale(row.description, input.locale),
        price: money(shippingPrice(row, input.itemsMinor), row.currency),
        freeFrom: row.freeFromMinor === null ? null : money(row.freeFromMinor, row.currency),
      },
    ];
  });
}

/**
 * The quote of one method.
 * Throws DomainError unprocessable `fulfilment.shipping_method_unavailable` when it does not serve this basket.
 */
export async function quoteShippingMethod(db: Db, code: string, input: QuoteInput): Promise<PricedMethod> {
  return quoteMethod(await methodsTo(db, input.country, input.currency), code, input);
}

/** The same from methods that were read already (`methodsTo`). */
export function quoteMethod(rows: readonly MethodRow[], code: string, input: QuoteInput): PricedMethod {
  const [quote] = priceMethods(
    rows.filter((row) => row.code === code),
    input,
  );
  if (!quote) throw new DomainError("unprocessable", "fulfilment.shipping_method_unavailable", { method: code });
  return quote;
}

/** How long a method is on the road; null when it is gone. */
export const carrierOf = (db: Db, code: string): Promise<Carrier | null> =>
  db.shippingMethod.findUnique({ where: { code }, select: { minDays: true, maxDays: true, weekdays: true } });

/** The countries any method ships to, as ISO codes in alphabetical order. */
export async function shippingCountries(db: Db): Promise<string[]> {
  const rows = await db.shippingMethod.findMany({
    where: { active: true, pickupLocationId: null },
    select: { countries: true },
  });
  return [...new Set(rows.flatMap((row) => row.countries))].sort();
}
