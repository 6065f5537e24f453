import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuickOrder } from "./contract-quick.ts";

const read = (text: string) => parseQuickOrder(text).map(({ sku, quantity, problem }) => [sku, quantity, problem]);

describe("a list of articles", () => {
  it("is read however SKU and quantity are parted", () => {
    expect(read("mc-bol-1 2\nMC-BOL-2;3\nMC-BOL-3\t4\nMC-BOL-4, 5\nMC-BOL-5")).toEqual([
      ["MC-BOL-1", 2, null],
      ["MC-BOL-2", 3, null],
      ["MC-BOL-3", 4, null],
      ["MC-BOL-4", 5, null],
      ["MC-BOL-5", 1, null],
    ]);
  });
  it("may come from a spreadsheet: byte order mark, header, quotes, empty rows, other line ends", () => {
    expect(read('\uFEFFSKU;Quantity\r\n"MC-1";"2"\r\n\r\nMC-2;1,5\r\n')).toEqual([
      ["MC-1", 2, null],
      ["MC-2", 1.5, null],
    ]);
    expect(parseQuickOrder("sku;qty\n\nMC-1;2")[0]?.row).toBe(3);
  });
  it("names what is wrong in a row and goes on", () => {
    expect(read("MC-1 0\nMC-1 -2\nMC-1 two\nMC-1 1e9\n=cmd() 2\nMC-1 2 boxes\nMC-2 1")).toEqual([
      ["MC-1", null, "quantity"],
      ["MC-1", null, "quantity"],
      ["MC-1", null, "quantity"],
      ["MC-1", null, "quantity"],
      ["=CMD()", null, "malformed"],
      ["MC-1", null, "malformed"],
      ["MC-2", 1, null],
    ]);
  });
  it("never fails, whatever the text, and never makes up a row", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const rows = parseQuickOrder(text);
        expect(rows.length).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
        for (const row of rows) expect(row.problem === null).toBe(row.quantity !== null);
      }),
    );
  });
});
