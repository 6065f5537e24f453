import { type Decimal, decimal, divideRound, multiply, roundToInteger } from "./decimal.ts";
import { numberFormat } from "./formats.ts";
import { separated } from "./numbers.ts";

/** An amount in minor units (cents) of its currency: an exact integer. */
export type Money = { readonly minor: number; readonly currency: string };

/**
 * Minor-unit exponents that differ from 2 (ISO 4217 list one). Stripe charges in the same units, see
 * https://docs.stripe.com/currencies#zero-decimal.
 */
const exponents: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** How many decimals the currency's minor unit has (EUR 2, JPY 0, KWD 3). Throws RangeError on a malformed code. */
export function exponentOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`not a currency: ${currency}`);
  return exponents[currency] ?? 2;
}

/** An amount of `minor` units. Throws RangeError unless it is a safe integer and a currency code. */
export function money(minor: number | bigint, currency: string): Money {
  const value = Number(minor);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount: ${minor}`);
  exponentOf(currency);
  return { minor: value, currency };
}

export const zero = (currency: string): Money => money(0, currency);

function same(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`);
}

export function addMoney(a: Money, b: Money): Money {
  same(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  same(a, b);
  return money(a.minor - b.minor, a.currency);
}

export const negateMoney = (a: Money): Money => money(-a.minor, a.currency);

export function sumMoney(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(addMoney, zero(currency));
}

/** unit price (major units) × quantity, rounded once to minor units. */
export function extend(unitPrice: Decimal, quantity: Decimal, currency: string): Money {
  return money(roundToInteger(multiply(unitPrice, quantity), exponentOf(currency)), currency);
}

/** Major units as a decimal: 1890 EUR → 18.9. */
export function toMajor(amount: Money): Decimal {
  return { digits: BigInt(amount.minor), scale: exponentOf(amount.currency) };
}

/** The tax inside a gross amount: gross × rate ÷ (1 + rate), rounded once. `rate` is 0.2 for 20 %. */
export function taxInside(gross: Money, rate: Decimal): Money {
  const one = 10n ** BigInt(rate.scale);
  return money(divideRound(BigInt(gross.minor) * rate.digits, one + rate.digits), gross.currency);
}

/** The tax on top of a net amount: net × rate, rounded once. */
export function taxOnTop(net: Money, rate: Decimal): Money {
  return money(roundToInteger(multiply({ digits: BigInt(net.minor), scale: 0 }, rate)), net.currency);
}

/**
 * Splits an amount by weights so that the parts sum to it exactly (largest remainder; ties go to the earlier part).
 * All weights zero: everything to the first part. Throws RangeError on a negative weight or no parts.
 */
export function allocate(amount: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0 || weights.some((w) => !Number.isSafeInteger(w) || w < 0)) {
    throw new RangeError("weights must be non-negative integers");
  }
  const sign = amount.minor < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(amount.minor));
  const total = weights.reduce((sum, w) => sum + BigInt(w), 0n);
  const shares = total === 0n ? weights.map((_, i) => (i === 0 ? 1n : 0n)) : weights.map(BigInt);
  const divisor = total === 0n ? 1n : total;
  const parts = shares.map((w) => (whole * w) / divisor);
  let left = Number(whole - parts.reduce((sum, p) => sum + p, 0n));
  const byRemainder = shares
    .map((w, i) => ({ i, remainder: (whole * w) % divisor }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder < b.remainder ? 1 : -1));
  for (const { i } of byRemainder) {
    if (left-- <= 0) break;
    parts[i] = (parts[i] ?? 0n) + 1n;
  }
  return parts.map((p) => money(sign * Number(p), amount.currency));
}

/** "289,00 €" or "€289.00": what a reader of `locale` expects. */
export function formatMoney(amount: Money, locale: string): string {
  const digits = exponentOf(amount.currency);
  const minus = amount.minor < 0 ? "-" : "";
  const text = String(Math.abs(amount.minor)).padStart(digits + 1, "0");
  const major = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  const written = amount.currency === "EUR" ? separated(major, locale) : null;
  if (written !== null) return locale === "fr" ? `${minus}${written}\u00a0€` : `${minus}€${written}`;
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const formatter = numberFormat(locale, { style: "currency", currency: amount.currency, ...exact });
  return formatter.format(`${minus}${major}` as Intl.StringNumericLiteral);
}

/** Reads a major-unit text ("18.90") into minor units. Throws RangeError when it has more decimals than the currency. */
export function parseMajor(text: string, currency: string): Money {
  const value = decimal(text);
  const exponent = exponentOf(currency);
  if (value.scale > exponent) throw new RangeError(`${text} has more decimals than ${currency}`);
  return money(value.digits * 10n ** BigInt(exponent - value.scale), currency);
}
