import { addWorkingDays, isWorkingDay, parisTime } from "./working-days.ts";

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

/** Orders paid before this hour (Paris) leave the same working day. */
export const cutoffHour = 15;

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

/** The moment until which an order still leaves today; null when nothing leaves today any more. */
export function leavesTodayUntil(now: Date): Date | null {
  const { date, hour } = parisTime(now);
  if (!isWorkingDay(date) || hour >= cutoffHour) return null;
  // Paris is a whole number of hours from UTC, and no clock changes on a working day.
  const hourMs = 3_600_000;
  return new Date(Math.floor(now.getTime() / hourMs) * hourMs + (cutoffHour - hour) * hourMs);
}

/** The dates between which it arrives when ordered at `now`. */
export function deliveryDates(
  method: Pick<MethodTerms, "minDays" | "maxDays">,
  now: Date,
): { from: string; to: string } {
  const { date, hour } = parisTime(now);
  const leavesToday = isWorkingDay(date) && hour < cutoffHour;
  const leaves = leavesToday ? date : addWorkingDays(date, isWorkingDay(date) ? 1 : 0);
  return { from: addWorkingDays(leaves, method.minDays), to: addWorkingDays(leaves, method.maxDays) };
}
