import { decimal, divideRound, toText } from "#server/kernel/decimal.ts";
import type { TaxTreatment } from "#server/modules/tax/contract.ts";
import { withoutTax } from "#server/modules/tax/index.ts";

/** A line before its taxes are worked out: minor units as the price list has them, `unitPrice` an exact decimal. */
export type ChargedLine = { rate: string; unitPrice: string; listedMinor: number; discountMinor: number };

/** Unit prices keep six decimals. */
const scale = 1_000_000n;

function unitWithoutTax(unitPrice: string, rate: string): string {
  const [price, tax] = [decimal(unitPrice), decimal(rate)];
  const one = 10n ** BigInt(tax.scale);
  const n = price.digits * one * scale;
  return toText({ digits: divideRound(n, 10n ** BigInt(price.scale) * (one + tax.digits)), scale: 6 });
}

/**
 * What a line is charged at. Without VAT its rate is nothing, and where the list's prices include VAT it is taken out of the
 * price, the amount and the discount of the line, each rounded once: a line never costs more than its net, whatever else
 * is in the basket.
 */
export const chargedOf =
  (treatment: TaxTreatment["kind"], { taxIncluded }: { taxIncluded: boolean }) =>
  (line: ChargedLine): ChargedLine => {
    if (treatment === "standard") return line;
    const { rate, unitPrice, listedMinor, discountMinor } = line;
    if (!taxIncluded) return { ...line, rate: "0" };
    return {
      rate: "0",
      unitPrice: unitWithoutTax(unitPrice, rate),
      listedMinor: withoutTax(listedMinor, rate),
      discountMinor: withoutTax(discountMinor, rate),
    };
  };
