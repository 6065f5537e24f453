import { exponentOf } from "#server/kernel/money.ts";
import type { CouponKind } from "#server/modules/pricing/contract-coupon.ts";
import { readMajor } from "../shared/major.ts";

export type CouponField = "code" | "value" | "nameFr" | "nameEn" | "minimum" | "validTo" | "usageLimit" | "perCustomer";

/** A whole number from one on; null for an empty field, undefined for anything else. */
export function readLimit(text: string): number | null | undefined {
  const clean = text.trim();
  if (clean === "") return null;
  return /^[1-9]\d{0,6}$/.test(clean) ? Number(clean) : undefined;
}

/** "12,5" (per cent) → "0.125", "15" (major units) → "15", exactly; undefined when it is no such value. */
export function readValue(kind: CouponKind, text: string, currency: string): string | undefined {
  if (kind === "free_shipping") return "0";
  const clean = text.replace(/[\s\u00a0\u202f%]/g, "").replace(",", ".");
  if (kind === "percent") {
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(clean)) return undefined;
    const hundredths = Math.round(Number(clean) * 100);
    return hundredths > 0 && hundredths <= 10_000 ? (hundredths / 10_000).toFixed(4) : undefined;
  }
  const amount = readMajor(text, currency);
  return amount && amount.minor > 0
    ? (amount.minor / 10 ** exponentOf(currency)).toFixed(exponentOf(currency))
    : undefined;
}

/** The first moment of a day in the reader's time zone, or of the day after it; null for an empty field. */
export function readDay(text: string, after = 0): string | null {
  if (!text) return null;
  const day = new Date(`${text}T00:00:00`);
  day.setDate(day.getDate() + after);
  return day.toISOString();
}

/** The day of an instant as a date field wants it; `before` for an end, which is the first moment that is over. */
export function dayText(at: string | null, before = 0): string {
  if (!at) return "";
  const day = new Date(at);
  day.setDate(day.getDate() - before);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}
