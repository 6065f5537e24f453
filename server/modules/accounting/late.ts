import { decimal, divideRound } from "#server/kernel/decimal.ts";

const dayMs = 86_400_000;

/** Days since an invoice was due (both YYYY-MM-DD); nothing while it is not. */
export const daysLateOn = (today: string, dueDate: string): number =>
  Math.max(0, Math.round((Date.parse(today) - Date.parse(dueDate)) / dayMs));

/**
 * Rate of the main refinancing operations of the European Central Bank at the beginning of each half-year, in percent
 * (ECB, key interest rates). A half-year that is not here yet goes by the last one that is.
 */
const refinancing: readonly (readonly [from: string, percent: string])[] = [
  ["2023-01-01", "2.50"],
  ["2023-07-01", "4.00"],
  ["2024-01-01", "4.50"],
  ["2024-07-01", "4.25"],
  ["2025-01-01", "3.15"],
  ["2025-07-01", "2.15"],
];

/** Percentage points on top, and what recovering costs at least (Code de commerce, articles L441-10 II and D441-5). */
const onTop = 10;
export const recoveryFeeMinor = 40_00;

/**
 * What lateness costs a professional, in minor units of the amount: the refinancing rate of the European Central Bank of
 * each half-year plus ten points, by the day on 365, from the day after the due date (Code de commerce, article L441-10
 * II), rounded once. Due by law without a reminder; shown, never charged by a program.
 */
export function lateInterest(openMinor: number, dueDate: string, today: string): number {
  const late = daysLateOn(today, dueDate);
  let sum = 0n;
  for (let day = 1, at = 0; day <= late; day = at) {
    const from = new Date(Date.parse(dueDate) + day * dayMs);
    const half = from.toISOString().slice(0, 10);
    const next = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() < 6 ? 6 : 12, 1);
    at = Math.min(late + 1, Math.round((next - Date.parse(dueDate)) / dayMs));
    const rate = decimal(refinancing.findLast(([begins]) => begins <= half)?.[1] ?? "0");
    // Hundredths of a percent, exactly.
    const points = BigInt(onTop) * 100n + (rate.digits * 100n) / 10n ** BigInt(rate.scale);
    sum += points * BigInt(at - day);
  }
  return Number(divideRound(BigInt(openMinor) * sum, 365n * 10_000n));
}
