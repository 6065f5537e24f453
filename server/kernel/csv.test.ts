import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvRow } from "./csv.ts";

const runs = /^\s*[=+\-@−＝＋－＠]/u;

describe("line 17: cells that would run as formulas", () => {
  it.each([
    ...["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n@x", " =1", "−1", "＝1+1", "＋1", "－1", "＠x"],
    ...[
      "Roy,=1+1",
      "Roy;=1+1",
      "Roy\n=1+1",
      "Roy\r\n+1",
      "Roy\t-1",
      "Roy, =1",
      `=HYPERLINK("http://evil.example";"x")`,
    ],
  ])("%j is text, whatever separates cells", (text) => {
    for (const delimiter of [";", ",", "\t"]) {
      for (const quote of ['"', null]) {
        const rows: string[][] = parse(csvRow(["first", text, "last"]), {
          ...{ delimiter, quote, relax_quotes: true, relax_column_count: true, skip_empty_lines: true },
        });
        for (const cell of rows.flat()) expect(cell.replace(/^"/, ""), JSON.stringify(rows)).not.toMatch(runs);
      }
    }
  });

  it("no cell of any row does, and every word of it is still there", () => {
    const piece = fc.constantFrom("=", "+", "-", "@", ",", ";", '"', "\t", "\n", "\r", " ", "a", "1", "é", "＝");
    const text = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (cells) => {
        const [row = []]: string[][] = parse(csvRow(cells), { delimiter: ";", relax_column_count: true });
        expect(row).toHaveLength(cells.length);
        for (const [i, cell] of row.entries()) {
          expect(cell).not.toMatch(runs);
          expect(cell.replaceAll("'", "")).toBe(cells[i]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("what is none is left alone, figures too", () => {
    expect(csvCell("Chaise Élan - chêne (2+1)")).toBe("Chaise Élan - chêne (2+1)");
    expect(csvRow(["Avoir", { figure: "-12,50" }])).toBe("Avoir;-12,50\r\n");
  });
});
