import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysLateOn, lateInterest, recoveryFeeMinor } from "./late.ts";

const dayMs = 86_400_000;
const plus = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Hundredths of a percent that a day costs, written down a second time: the rate on 1 January and 1 July, plus ten points. */
const yearly: Readonly<Record<string, number>> = {
  "2023-1": 1250,
  "2023-2": 1400,
  "2024-1": 1450,
  "2024-2": 1425,
  "2025-1": 1315,
  "2025-2": 1215,
};
const pointsOn = (day: string): number =>
  yearly[`${day.slice(0, 4)}-${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`] ?? (yearly["2025-2"] as number);

/** Day after day, exactly, in 365 × 10,000ths of a minor unit. */
function exactly(openMinor: number, dueDate: string, days: number): bigint {
  let sum = 0n;
  for (let day = 1; day <= days; day++) sum += BigInt(openMinor) * BigInt(pointsOn(plus(dueDate, day)));
  return sum;
}
const unit = 365n * 10_000n;

describe("interest for late payment", () => {
  it.each([
    // Not late: before the day, on it.
    [1_000_00, "2025-03-31", "2025-03-01", 0],
    [1_000_00, "2025-03-31", "2025-03-31", 0],
    [1_000_00, "2023-03-01", "2023-03-02", 34],
    [1_000_00, "2025-01-01", "2025-01-31", 10_81],
    // February of a leap year has its day, and a year has 365.
    [10_000_00, "2024-01-31", "2024-03-01", 119_18],
    [1_000_00, "2023-12-31", "2024-12-31", 144_14],
    // Ten days at the one rate, ten at the other.
    [1_000_00, "2025-06-20", "2025-07-10", 6_93],
    // The last day of a half-year goes by its rate, the first of the next by the next.
    [1_000_000_00, "2025-06-29", "2025-06-30", 360_27],
    [1_000_000_00, "2025-06-30", "2025-07-01", 332_88],
    [5_000_00, "2026-01-10", "2026-02-09", 49_93],
    [0, "2024-01-01", "2025-01-01", 0],
    [1, "2024-01-01", "2024-01-31", 0],
  ])("%i due on %s is on %s %i", (open, dueDate, today, interest) => {
    expect(lateInterest(open, dueDate, today)).toBe(interest);
  });

  it("costs forty euros to recover, whatever the invoice", () => {
    expect(recoveryFeeMinor).toBe(40_00);
  });

  const dueDate = fc.integer({ min: 0, max: 1_600 }).map((days) => plus("2023-01-01", days));
  const openMinor = fc.integer({ min: 0, max: 100_000_000_00 });
  const days = fc.integer({ min: -400, max: 1_200 });

  it("is what its days add up to, rounded once to the nearest unit", () => {
    fc.assert(
      fc.property(openMinor, dueDate, days, (open, due, late) => {
        const exact = exactly(open, due, late);
        const off = BigInt(lateInterest(open, due, plus(due, late))) * unit - exact;
        expect(off < 0n ? -off * 2n : off * 2n).toBeLessThanOrEqual(unit);
      }),
      { numRuns: 60 },
    );
  });

  it("is never negative, never less a day later or for more money, and nothing while it is not late", () => {
    fc.assert(
      fc.property(openMinor, fc.integer({ min: 0, max: 1_000_00 }), dueDate, days, (open, more, due, late) => {
        const on = (amount: number, day: number) => lateInterest(amount, due, plus(due, day));
        expect(on(open, late)).toBeGreaterThanOrEqual(0);
        expect(on(open, late + 1)).toBeGreaterThanOrEqual(on(open, late));
        expect(on(open + more, late)).toBeGreaterThanOrEqual(on(open, late));
        if (late <= 0) expect(on(open, late)).toBe(0);
        expect(daysLateOn(plus(due, late), due)).toBe(Math.max(0, late));
      }),
    );
  });

  it("of two parts is that of the whole, but for the rounding of each", () => {
    fc.assert(
      fc.property(openMinor, openMinor, dueDate, days, (one, other, due, late) => {
        const of = (amount: number) => lateInterest(amount, due, plus(due, late));
        expect(Math.abs(of(one) + of(other) - of(one + other))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
