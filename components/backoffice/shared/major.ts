import { exponentOf, type Money, parseMajor } from "#server/kernel/money.ts";

/** Minor units as the text of a form field: 1890 EUR → "18.90". */
export function majorText(amount: Money): string {
  const digits = exponentOf(amount.currency);
  const text = String(Math.abs(amount.minor)).padStart(digits + 1, "0");
  const major = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  return amount.minor < 0 ? `-${major}` : major;
}

/** What someone typed, with a comma or a point, spaces or not, as money; null when it is no amount of that currency. */
export function readMajor(text: string, currency: string): Money | null {
  const clean = text.replace(/[\s\u00a0\u202f€$£]/g, "").replace(",", ".");
  if (!/^\d{1,9}(\.\d+)?$/.test(clean)) return null;
  try {
    return parseMajor(clean, currency);
  } catch {
    return null;
  }
}
