import { describe, expect, it } from "vitest";
import { csv, lamp } from "#server/flows/import-catalogue/fixtures.ts";
import type { ImportReport } from "#server/flows/import-catalogue/import-catalogue.ts";
import { parseProducts } from "#server/flows/import-catalogue/parse-products.ts";
import { previewLines } from "./import-preview.ts";

const report = (rows: Parameters<typeof csv>[0]): ImportReport => {
  const parsed = parseProducts(csv(rows), { currency: "EUR" });
  const products = parsed.products.map((product) => ({ product, change: "new" as const }));
  return { ...parsed, products, applied: false, currency: "EUR", priceList: "WEB", location: "WH" };
};

describe("the preview of an import", () => {
  it("tells products, errors with their place, warnings and counts", () => {
    const [first = {}, ...rest] = lamp;
    const lines = previewLines(report([{ ...first, "Variant Barcode": "1", "Variant Price": "x" }, ...rest])).join(
      "\n",
    );
    expect(lines).toMatch(/^\+ {2}Lampe Sillage {2}lampe-sillage {2}active {9}3 .*EUR {7}3$/m);
    expect(lines).toContain('Errors (1)\n  line 2, Variant Price: "x" is not a price');
    expect(lines).toContain('Warnings (1)\n  line 2, Variant Barcode: "1" is not a GTIN');
    expect(lines).toContain("1 products in 3 rows: 1 new, 0 changed, 0 unchanged; 3 variants, 3 images");
    expect(lines).toContain("Note: columns left aside: SEO Title");
  });

  it("lets no cell drive the terminal", () => {
    const evil = { ...lamp[0], Title: "Lampe \u001b[31m\u0007\u202e rouge", "Variant Price": "\u001b]0;pwned\u0007" };
    for (const line of previewLines(report([evil]))) {
      expect(line.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });
});
