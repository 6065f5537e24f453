import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueDateOf, partsOf, paymentTermsSchema, usualTerms } from "./payment-terms.ts";

const dates = fc
  .date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2060-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const terms = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((days) => `net_${days}`),
  fc.integer({ min: 0, max: 45 }).map((days) => `eom_${days}`),
);
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe("terms of payment", () => {
  it.each([
    ["net_0", "2026-11-22", "2026-11-22"],
    ["net_30", "2026-01-31", "2026-03-02"],
    ["net_60", "2027-12-31", "2028-02-29"],
    ["eom_30", "2026-01-15", "2026-02-28"],
    ["eom_45", "2026-01-01", "2026-02-28"],
    ["eom_45", "2028-01-01", "2028-02-29"],
    ["eom_0", "2026-12-31", "2026-12-31"],
    // The night in which the clocks change is a day like any other.
    ["net_30", "2026-10-01", "2026-10-31"],
  ])("%s of an invoice of %s is %s", (which, issued, due) => {
    expect(dueDateOf(which, issued)).toBe(due);
  });

  it("never goes beyond what the law allows, nor before the invoice", () => {
    fc.assert(
      fc.property(terms, dates, (which, issued) => {
        const { days, endOfMonth } = partsOf(which);
        const due = dueDateOf(which, issued);
        if (!endOfMonth) {
          expect(daysBetween(issued, due)).toBe(days);
          return;
        }
        expect(daysBetween(issued, due)).toBeGreaterThanOrEqual(days);
        expect(daysBetween(issued, due)).toBeLessThanOrEqual(days + 30);
        // The day after it is the first of a month.
        expect(new Date(Date.parse(due) + 86_400_000).getUTCDate()).toBe(1);
      }),
    );
  });

  it("knows no longer ones", () => {
    for (const no of ["net_61", "eom_46", "net_-1", "net_05", "days_30", "", "net_30 ", "eom_400"]) {
      expect(paymentTermsSchema.safeParse(no).success).toBe(false);
    }
    for (const yes of usualTerms) expect(paymentTermsSchema.parse(yes)).toBe(yes);
  });
});
