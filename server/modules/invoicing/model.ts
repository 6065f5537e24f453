import { decimal, divideRound, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { allocate, exponentOf, money } from "#server/kernel/money.ts";
import type { InvoiceKind } from "./contract.ts";

export const journalOf: Record<InvoiceKind, "FA" | "AV"> = { invoice: "FA", credit_note: "AV" };

/** FA-2026-00001: journal, year, number without a gap. */
export const documentNumber = (journal: string, year: number, sequence: number): string =>
  `${journal}-${year}-${String(sequence).padStart(5, "0")}`;

export type Amounts = { netMinor: number; taxMinor: number; grossMinor: number };
export type TaxedLine = Amounts & { taxRate: string };

/** Bases and taxes per rate, the highest first. Rates are compared as numbers: 0.2 and 0.2000 are one. */
export function taxSummary(lines: readonly TaxedLine[]): { taxRate: string; baseMinor: number; taxMinor: number }[] {
  const sums = new Map<string, { taxRate: string; baseMinor: number; taxMinor: number }>();
  for (const line of lines) {
    const taxRate = toText(decimal(line.taxRate));
    const sum = sums.get(taxRate) ?? { taxRate, baseMinor: 0, taxMinor: 0 };
    sums.set(taxRate, {
      taxRate,
      baseMinor: sum.baseMinor + line.netMinor,
      taxMinor: sum.taxMinor + line.taxMinor,
    });
  }
  return [...sums.values()].sort((a, b) => Number(b.taxRate) - Number(a.taxRate));
}

export const totalsOf = (lines: readonly Amounts[]): Amounts => ({
  netMinor: lines.reduce((sum, l) => sum + l.netMinor, 0),
  taxMinor: lines.reduce((sum, l) => sum + l.taxMinor, 0),
  grossMinor: lines.reduce((sum, l) => sum + l.grossMinor, 0),
});

/** The price of one without tax, in major units with up to six decimals: what the line's net amount is made of. */
export function netUnitPrice(netMinor: number, quantity: number, currency: string): string {
  const q = decimal(quantity);
  const scale = 6 - exponentOf(currency);
  const digits = divideRound(BigInt(netMinor) * 10n ** BigInt(q.scale + Math.max(0, scale)), q.digits);
  return toText({ digits, scale: exponentOf(currency) + Math.max(0, scale) });
}

export type CreditableLine = Amounts & {
  /** What earlier credit notes took of this line. */
  creditedGross: number;
  creditedTax: number;
};

/**
 * Divides a credit of `amountMinor` (tax included) over an invoice's lines so that parts sum to it exactly: first what is
 * asked of each line (`asked`, in the lines' order, as far as it is left), then the rest by what is left of each. The tax
 * of a line follows the whole credited so far, so that crediting a line bit by bit gives back exactly its tax in the end.
 * Throws unprocessable `invoicing.credit_amount_invalid`, conflict `invoicing.credit_exceeds_invoice` { left }.
 */
export function splitCredit(
  lines: readonly CreditableLine[],
  amountMinor: number,
  currency: string,
  asked: readonly number[] = [],
): Amounts[] {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
    throw new DomainError("unprocessable", "invoicing.credit_amount_invalid");
  }
  const left = lines.map((line) => line.grossMinor - line.creditedGross);
  const whole = left.reduce((sum, part) => sum + part, 0);
  if (amountMinor > whole) throw new DomainError("conflict", "invoicing.credit_exceeds_invoice", { left: whole });
  let open = amountMinor;
  const direct = left.map((most, i) => {
    const part = Math.min(asked[i] ?? 0, most, open);
    open -= part;
    return part;
  });
  const rest = left.map((most, i) => most - (direct[i] ?? 0));
  const spread = open > 0 ? allocate(money(open, currency), rest) : [];
  return lines.map((line, i) => {
    const grossMinor = (direct[i] ?? 0) + (spread[i]?.minor ?? 0);
    if (grossMinor === 0) return { netMinor: 0, taxMinor: 0, grossMinor: 0 };
    const credited = BigInt(line.creditedGross + grossMinor);
    const taxAfter = Number(divideRound(credited * BigInt(line.taxMinor), BigInt(line.grossMinor)));
    const taxMinor = taxAfter - line.creditedTax;
    return { netMinor: grossMinor - taxMinor, taxMinor, grossMinor };
  });
}
