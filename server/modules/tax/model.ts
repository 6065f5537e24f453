import { compare, type Decimal, decimal, divideRound, toText } from "#server/kernel/decimal.ts";
import { money } from "#server/kernel/money.ts";

/**
 * What a document line brings: its gross amount when prices include tax, its net amount otherwise.
 * Amounts are minor units, may be negative (discounts, credit notes); `rate` is "0.2" for 20 %.
 */
export type TaxableLine = { grossMinor?: number; netMinor?: number; rate: string };

export type TaxedLine = { netMinor: number; taxMinor: number; grossMinor: number };

export type TaxedDocument = {
  /** In the order given. */
  lines: TaxedLine[];
  /** One row per rate, highest rate first. */
  taxes: { rate: string; baseMinor: number; taxMinor: number }[];
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
};

/** The exact tax of an amount as a fraction: inside a gross amount, or on top of a net one. */
function fraction(amount: bigint, rate: Decimal, taxIncluded: boolean): { n: bigint; d: bigint } {
  const one = 10n ** BigInt(rate.scale);
  return { n: amount * rate.digits, d: taxIncluded ? one + rate.digits : one };
}

/** An amount without the tax that is in it, in minor units, rounded half away from zero. Throws RangeError on a negative rate. */
export function withoutTax(grossMinor: number, rate: string): number {
  const { digits, scale } = decimal(rate);
  if (digits < 0n) throw new RangeError(`negative tax rate: ${rate}`);
  const one = 10n ** BigInt(scale);
  return Number(divideRound(BigInt(grossMinor) * one, one + digits));
}

const floor = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));

/**
 * The tax of one rate: rounded once on the group's total, then shared so that the lines sum to it exactly. Every line is
 * the integer below its exact tax; the units left over go to the largest remainders, ties to the earlier line.
 */
function taxGroup(amounts: readonly bigint[], rate: Decimal, taxIncluded: boolean): bigint[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  // A credit note mirrors its invoice line by line: round the absolute document, then turn the sign back.
  if (total < 0n)
    return taxGroup(
      amounts.map((a) => -a),
      rate,
      taxIncluded,
    ).map((tax) => -tax);
  const { n, d } = fraction(total, rate, taxIncluded);
  const shares = amounts.map((amount, index) => {
    const exact = fraction(amount, rate, taxIncluded);
    const whole = floor(exact.n, exact.d);
    return { index, whole, remainder: exact.n - whole * exact.d };
  });
  let left = divideRound(n, d) - shares.reduce((sum, share) => sum + share.whole, 0n);
  const taxes = shares.map((share) => share.whole);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1,
  );
  for (const { index } of byRemainder) {
    if (left <= 0n) break;
    taxes[index] = (taxes[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return taxes;
}

/**
 * Taxes of a whole document by the one rounding rule of the house: per rate on the document total, rounded once half away
 * from zero, shared among the lines by largest remainder. Lines, tax rows and totals therefore always add up.
 * Throws RangeError on a negative rate, a missing amount or one that is not a safe integer.
 */
export function computeTaxes(input: {
  lines: readonly TaxableLine[];
  taxIncluded: boolean;
  currency: string;
}): TaxedDocument {
  const { taxIncluded, currency } = input;
  const amounts = input.lines.map((line) => {
    const amount = taxIncluded ? line.grossMinor : line.netMinor;
    if (amount === undefined) throw new RangeError(`a line has no ${taxIncluded ? "gross" : "net"} amount`);
    return BigInt(money(amount, currency).minor);
  });
  const groups = new Map<string, { rate: Decimal; indexes: number[] }>();
  input.lines.forEach((line, index) => {
    const rate = decimal(line.rate);
    if (rate.digits < 0n) throw new RangeError(`negative tax rate: ${line.rate}`);
    const key = toText(rate);
    const group = groups.get(key) ?? { rate, indexes: [] };
    group.indexes.push(index);
    groups.set(key, group);
  });

  const lines: TaxedLine[] = amounts.map(() => ({ netMinor: 0, taxMinor: 0, grossMinor: 0 }));
  for (const { rate, indexes } of groups.values()) {
    const own = indexes.map((index) => amounts[index] ?? 0n);
    taxGroup(own, rate, taxIncluded).forEach((tax, i) => {
      const amount = own[i] ?? 0n;
      lines[indexes[i] ?? 0] = {
        netMinor: Number(taxIncluded ? amount - tax : amount),
        taxMinor: Number(tax),
        grossMinor: Number(taxIncluded ? amount : amount + tax),
      };
    });
  }

  const sum = (pick: (line: TaxedLine) => number, indexes?: number[]): number =>
    money(
      (indexes ? indexes.map((i) => lines[i]) : lines).reduce((s, line) => s + (line ? pick(line) : 0), 0),
      currency,
    ).minor;
  const taxes = [...groups.entries()]
    .sort(([, a], [, b]) => compare(b.rate, a.rate))
    .map(([rate, { indexes }]) => ({
      rate,
      baseMinor: sum((line) => line.netMinor, indexes),
      taxMinor: sum((line) => line.taxMinor, indexes),
    }));
  return {
    lines,
    taxes,
    netMinor: sum((line) => line.netMinor),
    taxMinor: sum((line) => line.taxMinor),
    totalMinor: sum((line) => line.grossMinor),
  };
}
