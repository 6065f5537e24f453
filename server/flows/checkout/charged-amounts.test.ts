import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeTaxes } from "#server/modules/tax/index.ts";
import { chargedOf } from "./charged-amounts.ts";

const rate = fc.constantFrom("0", "0.021", "0.055", "0.1", "0.2", "0.21", "0.27");
const line = fc
  .record({ rate, listedMinor: fc.nat(10_000_000), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ rate, listedMinor, share }) => ({
    ...{ rate, listedMinor, discountMinor: Math.floor(listedMinor * share) },
    unitPrice: (listedMinor / 100).toFixed(2),
  }));

describe("what a line is charged at", () => {
  it("is what the list says, with VAT", () => {
    fc.assert(
      fc.property(line, fc.boolean(), (each, taxIncluded) => {
        expect(chargedOf("standard", { taxIncluded })(each)).toEqual(each);
      }),
    );
  });

  it("without VAT bears none: totals add up, nothing turns negative, and each line is its net to the cent", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const charged = lines.map(chargedOf("reverse_charge", { taxIncluded: true }));
        const amounts = charged.map(({ listedMinor, discountMinor }) => listedMinor - discountMinor);
        const document = computeTaxes({
          lines: charged.map(({ rate }, i) => ({ grossMinor: amounts[i] ?? 0, rate })),
          ...{ taxIncluded: true, currency: "EUR" },
        });
        const sum = (pick: (each: (typeof charged)[number]) => number) =>
          charged.reduce((s, each) => s + pick(each), 0);
        expect([document.taxMinor, document.netMinor]).toEqual([0, document.totalMinor]);
        expect(document.totalMinor).toBe(sum((l) => l.listedMinor) - sum((l) => l.discountMinor));
        for (const [i, { listedMinor, discountMinor }] of charged.entries()) {
          const from = lines[i] ?? { listedMinor: 0, discountMinor: 0, rate: "0" };
          expect(discountMinor).toBeLessThanOrEqual(listedMinor);
          for (const [net, gross] of [
            [listedMinor, from.listedMinor],
            [discountMinor, from.discountMinor],
          ] as const) {
            expect(Math.abs(net * (1 + Number(from.rate)) - gross)).toBeLessThanOrEqual(
              0.5 * (1 + Number(from.rate)) + 1e-6,
            );
          }
        }
      }),
    );
  });

  it("says unit prices without VAT to six decimals, and takes none out of prices that have none", () => {
    const each = { rate: "0.2", unitPrice: "19.99", listedMinor: 1999, discountMinor: 0 };
    expect(chargedOf("reverse_charge", { taxIncluded: true })(each)).toEqual({
      ...{ rate: "0", unitPrice: "16.658333", listedMinor: 1666, discountMinor: 0 },
    });
    expect(chargedOf("reverse_charge", { taxIncluded: false })(each)).toEqual({ ...each, rate: "0" });
  });
});
