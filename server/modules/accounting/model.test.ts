import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type InvoiceToPost, invoiceLines, type PaymentToPost, paymentLines, rolesOf } from "./model.ts";

const line = fc.record({
  kind: fc.constantFrom("product" as const, "shipping" as const),
  taxRate: fc.constantFrom("0", "0.0", "0.021", "0.055", "0.1", "0.19", "0.2", "0.2000"),
  netMinor: fc.integer({ min: -5_000, max: 5_000_000 }),
  taxMinor: fc.integer({ min: 0, max: 1_000_000 }),
});
const customer = { id: "par_1", name: "Anne" };
const invoice = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines): InvoiceToPost => {
  const totalMinor = lines.reduce((sum, l) => sum + l.netMinor + l.taxMinor, 0);
  return { kind: "invoice", country: "FR", totalMinor, customer, lines };
});
const sum = (lines: readonly { debitMinor: number; creditMinor: number }[]) =>
  lines.reduce((total, l) => ({ debit: total.debit + l.debitMinor, credit: total.credit + l.creditMinor }), {
    debit: 0,
    credit: 0,
  });
const mirrored = <L extends { debitMinor: number; creditMinor: number }>(lines: readonly L[]) =>
  lines.map((l) => ({ ...l, debitMinor: l.creditMinor, creditMinor: l.debitMinor }));

describe("an invoice's entry", () => {
  it("balances, whatever the mix of taxes, every line on one side", () => {
    fc.assert(
      fc.property(invoice, (document) => {
        const lines = invoiceLines(document);
        const { debit, credit } = sum(lines);
        expect(debit).toBe(credit);
        for (const l of lines) {
          expect(l.debitMinor === 0).not.toBe(l.creditMinor === 0);
          expect(Math.min(l.debitMinor, l.creditMinor)).toBe(0);
        }
      }),
    );
  });

  it("posts the tax of each rate and the sales as they are, one line per part", () => {
    fc.assert(
      fc.property(invoice, (document) => {
        const lines = invoiceLines(document);
        const of = (part: string) =>
          lines.filter((l) => l.roles.at(-1) === part).reduce((s, l) => s + l.creditMinor - l.debitMinor, 0);
        const wanted = (pick: (l: InvoiceToPost["lines"][number]) => number) =>
          document.lines.reduce((s, l) => s + pick(l), 0);
        expect(of("vat")).toBe(wanted((l) => l.taxMinor));
        expect(of("sales")).toBe(wanted((l) => (l.kind === "product" ? l.netMinor : 0)));
        expect(of("shipping")).toBe(wanted((l) => (l.kind === "shipping" ? l.netMinor : 0)));
        expect(-of("receivable")).toBe(document.totalMinor);
        expect(new Set(lines.map((l) => l.roles[0])).size).toBe(lines.length);
      }),
    );
  });

  it("is mirrored exactly by a credit note of the same lines", () => {
    fc.assert(
      fc.property(invoice, (document) => {
        expect(invoiceLines({ ...document, kind: "credit_note" })).toEqual(mirrored(invoiceLines(document)));
      }),
    );
  });

  it("is refused when the document does not add up", () => {
    fc.assert(
      fc.property(invoice, fc.integer({ min: 1, max: 1000 }), (document, off) => {
        expect(() => invoiceLines({ ...document, totalMinor: document.totalMinor + off })).toThrow(
          expect.objectContaining({ code: "accounting.entry_unbalanced", details: { difference: off } }),
        );
      }),
    );
  });

  it("knows a French rate before a country before the rest", () => {
    expect(rolesOf("vat", "FR", "0.2000")).toEqual(["vat:FR:0.2", "vat:FR", "vat"]);
  });
});

describe("a payment's entry", () => {
  const payment: PaymentToPost = {
    kind: "payment",
    method: "online",
    provider: "stripe",
    amountMinor: 14400,
    customer,
  };

  it("lies with the provider until it is paid out, and is owed no more", () => {
    expect(paymentLines(payment)).toEqual([
      { roles: ["provider:stripe", "provider"], auxiliary: null, debitMinor: 14400, creditMinor: 0 },
      { roles: ["receivable"], auxiliary: customer, debitMinor: 0, creditMinor: 14400 },
    ]);
    expect(paymentLines({ ...payment, method: "transfer" })[0]?.roles).toEqual(["bank"]);
  });

  it("is mirrored by its refund", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (amountMinor) => {
        const taken = paymentLines({ ...payment, amountMinor });
        expect(paymentLines({ ...payment, amountMinor, kind: "refund" })).toEqual(mirrored(taken));
      }),
    );
  });
});
