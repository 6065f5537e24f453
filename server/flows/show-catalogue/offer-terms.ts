// What an offer promises besides its price, as search engines and shopping sites are told it: a band of stock (never a
// count) and the cheapest way to every country. Pure.
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { type Money, money } from "#server/kernel/money.ts";
import type { OfferAvailability, OfferShipping } from "#server/modules/catalogue/showing-contract.ts";
import { cheapestByCountry, type MethodRow } from "#server/modules/fulfilment/index.ts";
import type { Sellable } from "#server/modules/stock/index.ts";

type Availability = { availability: OfferAvailability; availableOn: string | null };

/** The band of a variant for a channel that calls `plentyFrom` pieces plenty. Nothing known of it: out of stock. */
export function availabilityOf(of: Sellable | undefined, plentyFrom: number): Availability {
  if (of && of.available > 0) {
    return { availability: of.available < plentyFrom ? "limited" : "in_stock", availableOn: null };
  }
  if (!of || of.orderable <= 0 || of.mode === "deny") return { availability: "out_of_stock", availableOn: null };
  return { availability: of.mode, availableOn: of.expectedOn };
}

/** For each country that any method serves, the cheapest one for a single piece; equal prices: the shop's order. */
export function shippingOf(
  methods: readonly MethodRow[],
  piece: { price: Money; weightG: number | null },
  locale: Locale,
): OfferShipping[] {
  const basket = { itemsMinor: piece.price.minor, weightG: piece.weightG ?? 0 };
  return cheapestByCountry(methods, basket).map(({ country, method, minor }) => ({
    country,
    name: inLocale(method.name, locale),
    price: money(minor, method.currency),
    minDays: method.minDays,
    maxDays: method.maxDays,
  }));
}
