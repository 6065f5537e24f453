import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fecProblems } from "#server/testing/fec-rules.ts";
import { decimalComma, fecFields, fecFileName, fecHeader, fecLine, type JournalRow } from "./fec.ts";

const words = { journal: (code: string) => `Journal ${code}`, guests: "Clients divers" };
const row = (over: Partial<JournalRow> = {}): JournalRow => ({
  journal: "VE",
  number: "VE-2026-000001",
  date: "2026-03-01",
  account: { code: "411000", name: "Clients" },
  partner: { id: "par_1", name: "Anne" },
  document: { ref: "FA-2026-00001", date: "2026-03-01" },
  label: "FA-2026-00001 · Anne",
  debitMinor: 12_000,
  creditMinor: 0,
  currency: "EUR",
  letter: null,
  postedAt: new Date("2026-03-01T10:00:00Z"),
  ...over,
});
const other = row({
  account: { code: "707000", name: "Ventes" },
  partner: null,
  debitMinor: 0,
  creditMinor: 12_000,
});
const file = (...rows: JournalRow[]) => fecHeader + rows.map((r) => fecLine(r, words, "2026-03-01")).join("");
const name = fecFileName("123 456 789", 2026);

describe("the FEC", () => {
  it("is named after the house and the last day of its year", () => {
    expect(name).toBe("123456789FEC20261231.txt");
  });

  it("keeps every rule of the format, letters and guests included", () => {
    const letter = { code: "SO-2026-000001", date: "2026-03-02" };
    expect(fecProblems(name, file(row({ letter }), other))).toEqual([]);
    expect(fecProblems(name, file(row({ partner: { id: null, name: "Bob" } }), other))).toEqual([]);
  });

  it("keeps its columns whatever people write into names and labels", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        const odd = `x${text}\t|\r\ny`;
        const lines = file(row({ label: odd, partner: { id: "par_1", name: odd } }), row({ ...other, label: odd }));
        expect(fecProblems(name, lines)).toEqual([]);
      }),
    );
  });

  it("writes amounts with a comma, two decimals and no separators", () => {
    expect(decimalComma(123_456_789, "EUR")).toBe("1234567,89");
    expect(decimalComma(5, "EUR")).toBe("0,05");
    expect(decimalComma(-5, "EUR")).toBe("-0,05");
    expect(decimalComma(500, "JPY")).toBe("500");
    expect(decimalComma(1, "KWD")).toBe("0,001");
  });
});

describe("the checker of the format", () => {
  const good = file(row(), other);
  const with_ = (field: (typeof fecFields)[number], value: string) => {
    const [header = "", first = "", ...rest] = good.split("\r\n");
    const cells = first.split("\t");
    cells[fecFields.indexOf(field)] = value;
    return [header, cells.join("\t"), ...rest].join("\r\n");
  };

  it.each([
    ["JournalCode", ""],
    ["JournalLib", ""],
    ["EcritureNum", ""],
    ["EcritureDate", "2026-03-01"],
    ["EcritureDate", "20250301"],
    ["EcritureDate", "20260231"],
    ["CompteNum", "41A"],
    ["CompteLib", ""],
    ["CompAuxNum", ""],
    ["CompAuxLib", ""],
    ["PieceRef", ""],
    ["PieceDate", ""],
    ["EcritureLib", ""],
    ["Debit", "120.00"],
    ["Debit", "1 120,00"],
    ["Debit", "119,99"],
    ["Credit", "120,00"],
    ["EcritureLet", "A"],
    ["DateLet", "20260302"],
    ["ValidDate", ""],
    ["Montantdevise", "12,00"],
    ["Idevise", "USD"],
  ] as const)("refuses %s = %j", (field, value) => {
    expect(fecProblems(name, with_(field, value))).not.toEqual([]);
  });

  it("refuses a wrong name, a wrong header, a line cut short and a number used twice", () => {
    expect(fecProblems("FEC.txt", good)).not.toEqual([]);
    expect(fecProblems(name, good.replace("JournalCode", "Code"))).not.toEqual([]);
    expect(fecProblems(name, good.replace("\t0,00", ""))).not.toEqual([]);
    expect(
      fecProblems(
        name,
        good +
          file(row({ number: "VE-2026-000003" }), { ...other, number: "VE-2026-000003" })
            .split("\r\n")
            .slice(1)
            .join("\r\n"),
      ),
    ).not.toEqual([]);
  });
});
