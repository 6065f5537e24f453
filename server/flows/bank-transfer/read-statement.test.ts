import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatMoney } from "#server/kernel/money.ts";
import { orderNumbersIn } from "./find-order.ts";
import { readAmount, readStatement } from "./read-statement.ts";

describe("amounts as banks write them", () => {
  test.for([
    ["1 234,56", "EUR", 123_456],
    ["1.234,56", "EUR", 123_456],
    ["1,234.56", "EUR", 123_456],
    ["1'234.56", "CHF", 123_456],
    ["-12,5", "EUR", -1250],
    ["+12", "EUR", 1200],
    ["1.234", "EUR", 123_400],
    ["1500", "JPY", 1500],
    ["12,34", "JPY", null],
    ["", "EUR", null],
    ["12 EUR", "EUR", null],
    ["1e3", "EUR", null],
    ["--1", "EUR", null],
  ] as const)("%s %s", ([text, currency, minor]) => {
    expect(readAmount(text, currency)).toBe(minor);
  });

  it("reads back every amount that we would write ourselves", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.constantFrom("fr", "en"), (minor, locale) => {
        const shown = formatMoney({ minor, currency: "EUR" }, locale)
          .replaceAll(/[€\s\u00a0\u202f]/g, "")
          .replace("−", "-");
        expect(readAmount(shown, "EUR")).toBe(minor);
      }),
    );
  });
});

describe("a statement", () => {
  const head = "Date comptable;Libellé;Montant;Contrepartie";
  it("has its columns in any order, with any separator and a byte order mark", () => {
    const expected = { bookedOn: "2026-11-21", amountMinor: 4000, currency: "EUR", text: "RF", counterparty: "Anne" };
    expect(readStatement(`\ufeff${head}\n21/11/2026;RF;40,00;Anne`, "EUR")).toMatchObject([expected]);
    expect(readStatement('amount,date,text,name\n"40.00",2026-11-21,RF,Anne', "EUR")).toMatchObject([expected]);
    expect(readStatement("date\tamount\ttext\tname\n21.11.2026\t40\tRF\tAnne", "EUR")).toMatchObject([expected]);
  });

  it("tells equal rows apart, and the same file by the same ids", () => {
    const csv = `${head}\n21/11/2026;RF;40,00;Anne\n21/11/2026;RF;40,00;Anne\n`;
    const ids = () => readStatement(csv, "EUR").map((row) => ("externalId" in row ? row.externalId : ""));
    expect(new Set(ids()).size).toBe(2);
    expect(ids()).toEqual(ids());
  });

  it("says which cell of a row is wrong, and goes on", () => {
    const csv = `${head}\n30/02/2026;a;1,00;\n21/11/2026;a;0,00;\n21/11/2026;;1,00;\n21/11/2026;ok;1,00;`;
    expect(readStatement(csv, "EUR").map((row) => ("problem" in row ? row.problem : row.text))).toEqual([
      "date",
      "amount",
      "text",
      "ok",
    ]);
  });

  test.for(["", "hello", "date;amount\n1;2", 'date;amount;text\n"1;2'])("that is none is refused: %j", (csv) => {
    expect(() => readStatement(csv, "EUR")).toThrow(expect.objectContaining({ code: "payments.statement_unreadable" }));
  });
});

it("finds order numbers however they are written", () => {
  expect(orderNumbersIn("commande so 2026 000123 merci")).toContain("SO-2026-000123");
  expect(orderNumbersIn("SO-2026-0001239")).toEqual(["SO-2026-000123", "SO-2026-0001239"]);
  expect(orderNumbersIn("SO 2026 123, RIEN")).toEqual([]);
});
