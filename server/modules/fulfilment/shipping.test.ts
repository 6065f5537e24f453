import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryDates, type MethodTerms, serves, shippingPrice } from "./shipping.ts";
import { addWorkingDays, isWorkingDay, publicHolidays } from "./working-days.ts";

const home: MethodTerms = {
  countries: ["FR", "BE"],
  currency: "EUR",
  priceMinor: 1490,
  freeFromMinor: 15_000,
  maxWeightG: 30_000,
  minDays: 2,
  maxDays: 3,
};

describe("working days", () => {
  it("knows the holidays that move", () => {
    // Easter 2026: 5 April; 2027: 28 March (Bureau des longitudes).
    expect(
      [...publicHolidays(2026)].filter((d) => ["2026-04-06", "2026-05-14", "2026-05-25"].includes(d)),
    ).toHaveLength(3);
    expect(publicHolidays(2027).has("2027-03-29")).toBe(true);
    expect(publicHolidays(2026).size).toBe(11);
  });

  it("steps over weekends and holidays", () => {
    expect(addWorkingDays("2026-11-20", 1)).toBe("2026-11-23");
    expect(addWorkingDays("2026-12-24", 1)).toBe("2026-12-28");
    expect(addWorkingDays("2026-11-21", 0)).toBe("2026-11-23");
  });

  it("always lands on a working day, with exactly that many in between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 15 }), (offset, count) => {
        const start = addWorkingDays(new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10), 0);
        const end = addWorkingDays(start, count);
        let passed = 0;
        for (let ms = Date.parse(start) + 86_400_000; ms <= Date.parse(end); ms += 86_400_000) {
          if (isWorkingDay(new Date(ms).toISOString().slice(0, 10))) passed++;
        }
        expect(isWorkingDay(end)).toBe(true);
        expect(passed).toBe(count);
      }),
    );
  });
});

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

  it.each([
    // Friday 14:59 in Paris (winter: UTC+1) leaves today, 15:00 leaves on Monday
    ["2026-11-20T13:59:00Z", "2026-11-24", "2026-11-25"],
    ["2026-11-20T14:00:00Z", "2026-11-25", "2026-11-26"],
    // Saturday leaves on Monday
    ["2026-11-21T09:00:00Z", "2026-11-25", "2026-11-26"],
    // summer: UTC+2
    ["2026-07-06T12:59:00Z", "2026-07-08", "2026-07-09"],
    ["2026-07-06T13:00:00Z", "2026-07-09", "2026-07-10"],
    // 23:30 UTC is already the next day in Paris
    ["2026-11-22T23:30:00Z", "2026-11-25", "2026-11-26"],
  ])("ordered %s arrives %s to %s", (now, from, to) => {
    expect(deliveryDates(home, new Date(now))).toEqual({ from, to });
  });
});
