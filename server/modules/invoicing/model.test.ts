import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "#server/kernel/errors.ts";
import { type CreditableLine, documentNumber, netUnitPrice, splitCredit, taxSummary, totalsOf } from "./model.ts";

const line = fc
  .record({ gross: fc.integer({ min: 0, max: 5_000_000 }), rate: fc.constantFrom(0, 0.021, 0.055, 0.1, 0.2, 0.255) })
  .map(({ gross, rate }): CreditableLine => {
    const taxMinor = Math.round(gross - gross / (1 + rate));
    return { grossMinor: gross, netMinor: gross - taxMinor, taxMinor, creditedGross: 0, creditedTax: 0 };
  });
const lines = fc.array(line, { minLength: 1, maxLength: 8 }).filter((all) => all.some((l) => l.grossMinor > 0));
const whole = (all: readonly CreditableLine[]) => all.reduce((sum, l) => sum + l.grossMinor - l.creditedGross, 0);

describe("credit notes", () => {
  it("any amount splits exactly, within what each line has left", () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0.0001, max: 1, noNaN: true }), (all, share) => {
        const amount = Math.max(1, Math.floor(whole(all) * share));
        const parts = splitCredit(all, amount, "EUR");
        expect(totalsOf(parts).grossMinor).toBe(amount);
        for (const [i, part] of parts.entries()) {
          expect(part.netMinor + part.taxMinor).toBe(part.grossMinor);
          expect(part.grossMinor).toBeLessThanOrEqual(all[i]?.grossMinor ?? 0);
          expect(part.taxMinor).toBeGreaterThanOrEqual(0);
          expect(part.netMinor).toBeGreaterThanOrEqual(0);
          expect(part.taxMinor).toBeLessThanOrEqual(all[i]?.taxMinor ?? 0);
        }
      }),
    );
  });

  it("crediting bit by bit gives back exactly the invoice, line by line, tax by tax", () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), { maxLength: 12 }),
        (all, shares) => {
          const state = all.map((l) => ({ ...l }));
          const credit = (amount: number) => {
            for (const [i, part] of splitCredit(state, amount, "EUR").entries()) {
              const l = state[i];
              if (!l) continue;
              l.creditedGross += part.grossMinor;
              l.creditedTax += part.taxMinor;
            }
          };
          for (const share of shares) if (whole(state) > 1) credit(Math.max(1, Math.floor(whole(state) * share)));
          if (whole(state) > 0) credit(whole(state));
          for (const l of state) expect([l.creditedGross, l.creditedTax]).toEqual([l.grossMinor, l.taxMinor]);
          expect(() => splitCredit(state, 1, "EUR")).toThrow(DomainError);
        },
      ),
    );
  });

  it("gives back the lines asked for, and spreads only what they do not cover", () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        fc.nat(500),
        (all, shares, more) => {
          const asked = all.map((l, i) => Math.floor(l.grossMinor * (shares[i] ?? 0)));
          const sum = asked.reduce((total, part) => total + part, 0);
          const amount = Math.min(whole(all), sum + more);
          if (amount === 0) return;
          const parts = splitCredit(all, amount, "EUR", asked);
          expect(totalsOf(parts).grossMinor).toBe(amount);
          for (const [i, part] of parts.entries()) {
            expect(part.grossMinor).toBeGreaterThanOrEqual(asked[i] ?? 0);
            expect(part.grossMinor).toBeLessThanOrEqual(all[i]?.grossMinor ?? 0);
          }
          if (more === 0) expect(parts.map((part) => part.grossMinor)).toEqual(asked);
        },
      ),
    );
  });

  it("does not give back of a line what is gone of it already", () => {
    const gone = { grossMinor: 1000, netMinor: 800, taxMinor: 200, creditedGross: 900, creditedTax: 180 };
    const other = { grossMinor: 1000, netMinor: 800, taxMinor: 200, creditedGross: 0, creditedTax: 0 };
    expect(splitCredit([gone, other], 500, "EUR", [500, 0])).toEqual([
      { grossMinor: 100, netMinor: 80, taxMinor: 20 },
      { grossMinor: 400, netMinor: 320, taxMinor: 80 },
    ]);
  });

  it.each([0, -1, 0.5, Number.NaN])("refuses %s", (amount) => {
    const all = [{ grossMinor: 100, netMinor: 83, taxMinor: 17, creditedGross: 0, creditedTax: 0 }];
    expect(() => splitCredit(all, amount, "EUR")).toThrow("invoicing.credit_amount_invalid");
  });

  it("refuses a cent more than is left, and says what is left", () => {
    const all = [{ grossMinor: 100, netMinor: 83, taxMinor: 17, creditedGross: 40, creditedTax: 7 }];
    expect(() => splitCredit(all, 61, "EUR")).toThrow(
      expect.objectContaining({ code: "invoicing.credit_exceeds_invoice", details: { left: 60 } }),
    );
  });
});

describe("invoice figures", () => {
  it("sums bases and taxes per rate, however the rate is written", () => {
    expect(
      taxSummary([
        { taxRate: "0.055", netMinor: 948, taxMinor: 52, grossMinor: 1000 },
        { taxRate: "0.2", netMinor: 1000, taxMinor: 200, grossMinor: 1200 },
        { taxRate: "0.2000", netMinor: 500, taxMinor: 100, grossMinor: 600 },
      ]),
    ).toEqual([
      { taxRate: "0.2", baseMinor: 1500, taxMinor: 300 },
      { taxRate: "0.055", baseMinor: 948, taxMinor: 52 },
    ]);
  });

  it("gives the price of one without tax, exact to the sixth decimal", () => {
    expect(netUnitPrice(20_000, 2, "EUR")).toBe("100");
    expect(netUnitPrice(4975, 3, "EUR")).toBe("16.583333");
    expect(netUnitPrice(1000, 0.75, "EUR")).toBe("13.333333");
    expect(netUnitPrice(1000, 3, "JPY")).toBe("333.333333");
  });

  it("numbers by journal and year", () => {
    expect(documentNumber("FA", 2026, 1)).toBe("FA-2026-00001");
    expect(documentNumber("AV", 2027, 123_456)).toBe("AV-2027-123456");
  });
});
