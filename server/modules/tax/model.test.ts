import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeTaxes } from "./model.ts";

const rates = ["0.2", "0.1", "0.055", "0.021", "0", "0.23", "0.2550"];
const rate = fc.constantFrom(...rates);
const amount = fc.integer({ min: -50_000_00, max: 50_000_00 });
const taxIncluded = fc.boolean();
const lines = fc.array(fc.record({ amount, rate }), { maxLength: 40 });

type Generated = { amount: number; rate: string }[];
const run = (generated: Generated, included: boolean) =>
  computeTaxes({
    lines: generated.map((l) =>
      included ? { grossMinor: l.amount, rate: l.rate } : { netMinor: l.amount, rate: l.rate },
    ),
    taxIncluded: included,
    currency: "EUR",
  });
const exact = (l: Generated[number], included: boolean) =>
  included ? (l.amount * Number(l.rate)) / (1 + Number(l.rate)) : l.amount * Number(l.rate);
/** −0 and 0 are the same amount of money. */
const plain = (n: number) => n + 0;

describe("computeTaxes", () => {
  it("takes the tax out of prices that include it", () => {
    expect(
      computeTaxes({ lines: [{ grossMinor: 28_900, rate: "0.2000" }], taxIncluded: true, currency: "EUR" }),
    ).toEqual({
      lines: [{ netMinor: 24_083, taxMinor: 4_817, grossMinor: 28_900 }],
      taxes: [{ rate: "0.2", baseMinor: 24_083, taxMinor: 4_817 }],
      netMinor: 24_083,
      taxMinor: 4_817,
      totalMinor: 28_900,
    });
  });

  it("puts it on top of prices without", () => {
    const document = computeTaxes({
      lines: [
        { netMinor: 1_000, rate: "0.055" },
        { netMinor: 333, rate: "0.2" },
      ],
      taxIncluded: false,
      currency: "EUR",
    });
    expect(document.taxes).toEqual([
      { rate: "0.2", baseMinor: 333, taxMinor: 67 },
      { rate: "0.055", baseMinor: 1_000, taxMinor: 55 },
    ]);
    expect(document.totalMinor).toBe(1_455);
  });

  it("rounds the document once, not every line", () => {
    // Three lines of 0.02 incl. 20 %: each alone holds 0.0033 and would round to nothing; together 0.01.
    const document = run(
      Array.from({ length: 3 }, () => ({ amount: 2, rate: "0.2" })),
      true,
    );
    expect(document.taxMinor).toBe(1);
    expect(document.lines.map((l) => l.taxMinor)).toEqual([1, 0, 0]);
  });

  it("adds up, whatever the document", () => {
    fc.assert(
      fc.property(lines, taxIncluded, (generated, included) => {
        const document = run(generated, included);
        const total = (pick: "netMinor" | "taxMinor" | "grossMinor") =>
          document.lines.reduce((sum, line) => sum + line[pick], 0);
        expect(document.lines).toHaveLength(generated.length);
        document.lines.forEach((line, i) => {
          expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
          expect(plain(included ? line.grossMinor : line.netMinor)).toBe(plain(generated[i]!.amount));
        });
        expect(document.netMinor).toBe(total("netMinor"));
        expect(document.taxMinor).toBe(total("taxMinor"));
        expect(document.totalMinor).toBe(total("grossMinor"));
        expect(document.netMinor + document.taxMinor).toBe(document.totalMinor);
        expect(document.taxes.reduce((sum, t) => sum + t.taxMinor, 0)).toBe(document.taxMinor);
        expect(document.taxes.reduce((sum, t) => sum + t.baseMinor, 0)).toBe(document.netMinor);
      }),
    );
  });

  it("is within half a unit of the exact tax per rate and less than one per line", () => {
    fc.assert(
      fc.property(lines, taxIncluded, (generated, included) => {
        const document = run(generated, included);
        document.lines.forEach((line, i) => {
          expect(Math.abs(line.taxMinor - exact(generated[i]!, included))).toBeLessThan(1);
        });
        for (const tax of document.taxes) {
          const sum = generated
            .filter((l) => Number(l.rate) === Number(tax.rate))
            .reduce((s, l) => s + exact(l, included), 0);
          expect(Math.abs(tax.taxMinor - sum)).toBeLessThanOrEqual(0.5 + 1e-6);
        }
      }),
    );
  });

  it("mirrors a document when every sign is turned", () => {
    const positive = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 1_000_000 }), rate }), { minLength: 1 });
    fc.assert(
      fc.property(positive, taxIncluded, (generated, included) => {
        const there = run(generated, included);
        const back = run(
          generated.map((l) => ({ ...l, amount: -l.amount })),
          included,
        );
        expect(back.lines.map((l) => plain(-l.taxMinor))).toEqual(there.lines.map((l) => l.taxMinor));
        expect(-back.totalMinor).toBe(there.totalMinor);
      }),
    );
  });

  it("charges nothing on nothing", () => {
    const document = run(
      [
        { amount: 0, rate: "0.2" },
        { amount: 1_999, rate: "0.2" },
      ],
      true,
    );
    expect(document.lines[0]).toEqual({ netMinor: 0, taxMinor: 0, grossMinor: 0 });
    expect(run([], true)).toEqual({ lines: [], taxes: [], netMinor: 0, taxMinor: 0, totalMinor: 0 });
  });

  it("refuses what is no tax document", () => {
    const one = (line: { grossMinor?: number; netMinor?: number; rate: string }) => () =>
      computeTaxes({ lines: [line], taxIncluded: true, currency: "EUR" });
    expect(one({ netMinor: 100, rate: "0.2" })).toThrow(RangeError);
    expect(one({ grossMinor: 1.5, rate: "0.2" })).toThrow(RangeError);
    expect(one({ grossMinor: 100, rate: "-0.2" })).toThrow(RangeError);
    expect(one({ grossMinor: 100, rate: "20%" })).toThrow(RangeError);
  });
});
