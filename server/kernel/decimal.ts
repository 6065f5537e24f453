/**
 * Exact decimals on BigInt: unit prices, rates and quantities. A decimal is `digits × 10^-scale`.
 * Rounding happens in one place, `roundToInteger`, half away from zero (commercial rounding, as French tax
 * administration expects for VAT: BOI-TVA-DECLA-30-20-20, rounding to the nearest cent).
 */
export type Decimal = { readonly digits: bigint; readonly scale: number };

const pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads "12", "-0.205", "289.000000" or a finite number. Throws RangeError on anything else. */
export function decimal(value: string | number | bigint): Decimal {
  const text = typeof value === "number" ? plain(value) : String(value);
  const match = pattern.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const digits = BigInt(match[2] + fraction);
  return { digits: match[1] ? -digits : digits, scale: fraction.length };
}

function plain(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a decimal: ${value}`);
  const text = String(value);
  return text.includes("e") ? value.toFixed(12).replace(/\.?0+$/, "") : text;
}

function align(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = align(a, b);
  return { digits: x + y, scale };
}

export const negate = (a: Decimal): Decimal => ({ digits: -a.digits, scale: a.scale });

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** n ÷ d rounded to an integer, half away from zero. */
export function divideRound(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new RangeError("division by zero");
  const negative = n < 0n !== d < 0n;
  const [x, y] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const rounded = (2n * x + y) / (2n * y);
  return negative ? -rounded : rounded;
}

/** The one rounding of the house: to an integer, half away from zero, after shifting by `exponent` places. */
export function roundToInteger(a: Decimal, exponent = 0): bigint {
  return divideRound(a.digits * 10n ** BigInt(exponent), 10n ** BigInt(a.scale));
}

export function toText(a: Decimal): string {
  const negative = a.digits < 0n;
  const text = (negative ? -a.digits : a.digits).toString().padStart(a.scale + 1, "0");
  const whole = text.slice(0, text.length - a.scale);
  const fraction = a.scale ? text.slice(text.length - a.scale).replace(/0+$/, "") : "";
  return `${negative ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}
