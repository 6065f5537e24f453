import { describe, expect, it } from "vitest";
import { type MethodTerms, serves, shippingPrice } from "./shipping.ts";

const home: MethodTerms = {
  countries: ["FR", "BE"],
  currency: "EUR",
  priceMinor: 1490,
  freeFromMinor: 15_000,
  maxWeightG: 30_000,
  minDays: 2,
  maxDays: 3,
};

describe("shipping methods", () => {
  it("serve the countries and weights they can carry", () => {
    expect(serves(home, { country: "FR", itemsMinor: 0, weightG: 30_000 })).toBe(true);
    expect(serves(home, { country: "FR", itemsMinor: 0, weightG: 30_001 })).toBe(false);
    expect(serves(home, { country: "US", itemsMinor: 0, weightG: 1 })).toBe(false);
    expect(serves({ ...home, maxWeightG: null }, { country: "BE", itemsMinor: 0, weightG: 900_000 })).toBe(true);
  });

  it("are free from the threshold on, not one cent earlier", () => {
    expect(shippingPrice(home, 14_999)).toBe(1490);
    expect(shippingPrice(home, 15_000)).toBe(0);
    expect(shippingPrice({ ...home, freeFromMinor: null }, 900_000)).toBe(1490);
  });
});
