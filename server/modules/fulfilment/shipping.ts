/** What the rules need of a shipping method. Amounts in minor units, tax included; weights in grams. */
export type MethodTerms = {
  countries: readonly string[];
  currency: string;
  priceMinor: number;
  freeFromMinor: number | null;
  maxWeightG: number | null;
  minDays: number;
  maxDays: number;
};

export type ShippingNeed = { country: string; itemsMinor: number; weightG: number };

/** True when the method goes to the country and carries the weight. */
export function serves(method: MethodTerms, need: ShippingNeed): boolean {
  return method.countries.includes(need.country) && (method.maxWeightG === null || need.weightG <= method.maxWeightG);
}

/** The price in minor units: nothing from the free threshold on (items, tax included, shipping not counted). */
export function shippingPrice(method: MethodTerms, itemsMinor: number): number {
  return method.freeFromMinor !== null && itemsMinor >= method.freeFromMinor ? 0 : method.priceMinor;
}

/** For each country that any method serves, the cheapest one for a basket with its price; equal prices: the shop's order. */
export function cheapestByCountry<M extends MethodTerms>(
  methods: readonly M[],
  basket: Omit<ShippingNeed, "country">,
): { country: string; method: M; minor: number }[] {
  const countries = [...new Set(methods.flatMap((method) => method.countries))].sort();
  return countries.flatMap((country) => {
    const offers = methods
      .filter((method) => serves(method, { ...basket, country }))
      .map((method) => ({ country, method, minor: shippingPrice(method, basket.itemsMinor) }));
    return offers.sort((a, b) => a.minor - b.minor).slice(0, 1);
  });
}
