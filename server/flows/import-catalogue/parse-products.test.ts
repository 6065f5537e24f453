import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allColumns, type Cells, candle, csv, lamp } from "./fixtures.ts";
import { htmlToText } from "./html-text.ts";
import { parseProducts } from "./parse-products.ts";

const parse = (text: string) => parseProducts(text, { currency: "EUR" });
const only = (rows: Cells[]) => parse(csv(rows));
const errors = (rows: Cells[]) =>
  only(rows)
    .issues.filter((i) => i.severity === "error")
    .map((i) => [i.line, i.column, i.value]);

describe("reading a product file", () => {
  it("puts a product together", () => {
    const { products, issues, notes, rows } = only(lamp);
    expect(issues).toEqual([]);
    expect(rows).toBe(3);
    expect(notes).toEqual(["columns left aside: SEO Title"]);
    expect(products).toEqual([
      {
        line: 2,
        importKey: "shopify:lampe-sillage",
        slug: "lampe-sillage",
        status: "active",
        title: "Lampe Sillage",
        description: 'Une lampe, "à poser".\n• Laiton\n• Verre',
        vendor: "Atelier Nord",
        type: "Lampes",
        tags: ["lampe", "Laiton"],
        options: [
          {
            key: "taille",
            name: "Taille",
            values: [
              { value: "s", label: "S" },
              { value: "m", label: "M" },
            ],
          },
          {
            key: "couleur",
            name: "Couleur",
            values: [
              { value: "ecru-sable", label: "Écru / Sable" },
              { value: "noir", label: "Noir" },
            ],
          },
        ],
        variants: [
          {
            line: 2,
            sku: "NORD-SIL-S",
            skuMade: false,
            gtin: "4006381333931",
            options: { taille: "s", couleur: "ecru-sable" },
            price: "89",
            compareAt: "99",
            weightG: 1200,
            quantity: 5,
            imageUrl: null,
          },
          expect.objectContaining({
            line: 5,
            sku: "LAMPE-SILLAGE-M-ECRU-SABLE",
            skuMade: true,
            imageUrl: "https://images.example/sillage-m.jpg",
          }),
          expect.objectContaining({ line: 6, sku: "LAMPE-SILLAGE-M-NOIR", quantity: 0 }),
        ],
        images: [
          { line: 5, url: "https://images.example/sillage-1.jpg", alt: "" },
          { line: 2, url: "https://images.example/sillage-2.jpg", alt: "La lampe de côté" },
          { line: 5, url: "https://images.example/sillage-m.jpg", alt: "" },
        ],
      },
    ]);
  });

  it("knows that Title / Default Title means no option", () => {
    expect(only(candle).products[0]).toMatchObject({
      options: [],
      status: "draft",
      variants: [{ sku: "BOUGIE", skuMade: true, options: {}, price: "12.5", quantity: null, weightG: null }],
    });
  });

  it("reads columns by name: in any order, with a byte order mark, semicolons, Windows lines, unknown and newer names", () => {
    const expected = only(lamp).products;
    expect(parse(csv(lamp, allColumns.toReversed())).products).toEqual(expected);
    const windows = csv(
      lamp,
      allColumns.filter((c) => c !== "Body (HTML)" && c !== "Tags"),
    );
    const semicolons = `\uFEFF${windows.replaceAll(",", ";").replaceAll("\n", "\r\n")}`;
    expect(parse(semicolons).products[0]?.variants).toEqual(
      expected[0]?.variants.map((v, i) => ({ ...v, line: 2 + i })),
    );
    const renamed = csv(candle)
      .replace("Variant Price", "Price")
      .replace("Variant SKU", "sku")
      .replace("Handle", "URL handle");
    expect(parse(renamed).products).toEqual(only(candle).products);
  });

  it("groups rows by handle wherever they are, and takes rows that only add a picture", () => {
    const [first, second, third] = lamp as [Cells, Cells, Cells];
    const picture = { Handle: "lampe-sillage", "Image Src": "https://images.example/4.jpg", "Image Position": "4" };
    const { products, issues } = only([first, ...candle, second, picture, third]);
    expect(issues).toEqual([]);
    expect(products.map((p) => [p.slug, p.variants.length, p.images.length])).toEqual([
      ["lampe-sillage", 3, 4],
      ["bougie", 1, 0],
    ]);
  });

  it.each([
    ["", "the file is empty"],
    ["\uFEFF\n\n", "the file is empty"],
    ["Handle,Title\na,b\n", 'the column "Variant Price" is missing'],
    ["Title,Title,Handle,Variant Price\n", 'the column "Title" is there twice'],
    ['Handle,Title,Variant Price\na,"b,1\n', "not a readable CSV"],
    ["Handle,Title,Variant Price\na,b,1,surplus\n", "the row has 4 cells for 3 columns"],
  ])("says what is wrong with the file %j", (text, message) => {
    const { issues } = parse(text);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ severity: "error", message: expect.stringContaining(message) });
  });

  it("shows every error at once, with line, column and value", () => {
    const bad: Cells[] = [
      { ...candle[0], "Variant Price": "12,50", Published: "perhaps", "Image Src": "ftp://images.example/a.jpg" },
      { Handle: "", Title: "Nameless", "Variant Price": "1" },
      { Handle: "!!!", Title: "Signs", "Variant Price": "1" },
      { Handle: "untitled", "Variant Price": "-1" },
      {
        Handle: "cent",
        Title: "Cent",
        "Variant Price": "1.005",
        "Variant Inventory Qty": "2.5",
        "Variant Grams": "heavy",
      },
      { Handle: "free", Title: "Priceless", "Variant SKU": "X-1" },
    ];
    expect(errors(bad)).toEqual([
      [2, "Variant Price", "12,50"],
      [2, "Published", "perhaps"],
      [2, "Image Src", "ftp://images.example/a.jpg"],
      [3, "Handle", ""],
      [4, "Handle", "!!!"],
      [5, "Title", ""],
      [5, "Variant Price", "-1"],
      [6, "Variant Price", "1.005"],
      [6, "Variant Grams", "heavy"],
      [6, "Variant Inventory Qty", "2.5"],
      [7, "Variant Price", ""],
    ]);
  });

  it("refuses variants that cannot be told apart or are half chosen", () => {
    const [first, second] = lamp as [Cells, Cells];
    expect(errors([first, { ...second, "Option2 Value": "" }])).toEqual([[5, "Option2 Value", ""]]);
    expect(errors([first, { ...first, Title: "", "Variant SKU": "NORD-2", "Variant Barcode": "" }])).toEqual([
      [5, "Option1 Value", "S"],
    ]);
    expect(errors([{ ...candle[0], "Option2 Value": "Rouge", "Option1 Name": "", "Option1 Value": "Rouge" }])).toEqual([
      [2, "Option1 Value", "Rouge"],
      [2, "Option2 Value", "Rouge"],
    ]);
  });

  it("refuses a SKU or barcode used twice in the file", () => {
    const twin = { ...lamp[0], Handle: "other", "Image Src": "" };
    const [first] = lamp as [Cells];
    expect(errors([first, twin])).toEqual([
      [5, "Variant SKU", "NORD-SIL-S"],
      [5, "Variant Barcode", "4006381333931"],
    ]);
  });

  it("warns and goes on where a value can be left out", () => {
    const odd = {
      ...candle[0],
      "Variant Barcode": "4006381333932",
      "Variant Compare At Price": "10",
      "Variant Inventory Qty": "-4",
    };
    const { issues, products } = only([odd]);
    expect(issues.map((i) => [i.severity, i.column])).toEqual([
      ["warning", "Variant Compare At Price"],
      ["warning", "Variant Barcode"],
      ["warning", "Variant Inventory Qty"],
    ]);
    expect(products[0]?.variants[0]).toMatchObject({ gtin: null, compareAt: null, quantity: 0 });
    expect(only([{ ...candle[0], "Variant Barcode": "4.00638E+12" }]).issues[0]?.message).toMatch(/spreadsheet/);
    expect(only([{ ...candle[0], "Variant Barcode": "'4006381333931" }]).products[0]?.variants[0]?.gtin).toBe(
      "4006381333931",
    );
  });

  it("makes different SKUs for choices that read alike", () => {
    const choices = ["S/M", "S-M", "s m"].map((value, i) => ({
      Handle: "gants",
      Title: i ? "" : "Gants",
      "Option1 Name": "Taille",
      "Option1 Value": value,
      "Variant Price": "20",
    }));
    const { products, issues } = only(choices);
    expect(issues).toEqual([]);
    const skus = products[0]?.variants.map((v) => v.sku) ?? [];
    expect(new Set(skus).size).toBe(3);
    expect(only(choices).products[0]?.variants.map((v) => v.sku)).toEqual(skus);
  });

  it("weighs in the unit of the file", () => {
    const columns = ["Handle", "Title", "Variant Price", "Variant Weight", "Variant Weight Unit"];
    const weigh = (weight: string, unit: string) =>
      parse(`${columns.join(",")}\na,A,1,${weight},${unit}\n`).products[0]?.variants[0]?.weightG;
    expect([weigh("1.5", "kg"), weigh("2", "lb"), weigh("10", "oz"), weigh("250", "g"), weigh("0", "kg")]).toEqual([
      1500,
      907,
      283,
      250,
      null,
    ]);
  });
});

describe("any file", () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      "",
      "true",
      "9.99",
      "0",
      "S",
      "Default Title",
      "https://images.example/a.jpg",
      "4006381333931",
      'a,b\n"c"',
    ),
  );
  const row = fc.record(Object.fromEntries(allColumns.map((column) => [column, cell]))) as fc.Arbitrary<Cells>;
  const handles = fc.array(fc.tuple(fc.constantFrom("a", "b", "c-d", ""), row), { maxLength: 12 });

  it("is read without throwing, and what it says is true", () => {
    fc.assert(
      fc.property(handles, (rows) => {
        const text = csv(rows.map(([handle, cells]) => ({ ...cells, Handle: handle })));
        const { products, issues } = parse(text);
        const lines = text.split("\n").length;
        for (const { line } of issues) expect(line === null || (line >= 1 && line <= lines)).toBe(true);
        for (const product of products) {
          expect(product.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          for (const variant of product.variants) {
            expect(variant.sku).toBe(variant.sku.trim());
            expect(variant.sku).not.toBe("");
            expect(Number(variant.price)).toBeGreaterThanOrEqual(0);
          }
        }
        if (issues.some((i) => i.severity === "error")) return;
        const skus = products.flatMap((p) => p.variants.map((v) => v.sku));
        expect(new Set(skus).size).toBe(skus.length);
        for (const { options, variants } of products) {
          const choices = variants.map((v) => JSON.stringify(options.map((o) => v.options[o.key])));
          expect(new Set(choices).size).toBe(choices.length);
          for (const variant of variants) expect(Object.keys(variant.options)).toHaveLength(options.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same whatever the order of its columns", () => {
    fc.assert(
      fc.property(handles, fc.shuffledSubarray([...allColumns], { minLength: allColumns.length }), (rows, columns) => {
        // Without line breaks in cells: their lines would not move with the columns' order.
        const flat = rows.map(([handle, cells]) => {
          const clean = Object.entries(cells).map(([key, value]) => [key, value.replace(/[\r\n]/g, " ")]);
          return { ...Object.fromEntries(clean), Handle: handle || "z" };
        });
        expect(parse(csv(flat, columns)).products).toEqual(parse(csv(flat)).products);
      }),
      { numRuns: 100 },
    );
  });
});

describe("line 15: descriptions with markup", () => {
  it.each([
    ["<p>One</p><p>Two</p>", "One\n\nTwo"],
    ["One<br>Two<br/>Three", "One\nTwo\nThree"],
    ["Plain\ntext & more", "Plain\ntext & more"],
    ["a &lt;b&gt; &amp;amp; &eacute;", "a <b> &amp; é"],
    ['<p onclick="x()">Hi<img src=x onerror=alert(1)><style>p{}</style></p>', "Hi"],
    ["<table><tr><td>H</td><td>40 cm</td></tr><tr><td>L</td><td>20 cm</td></tr></table>", "H 40 cm\nL 20 cm"],
    ["<h2>Care</h2><ul><li>Wash</li><li>Dry</li></ul>", "Care\n• Wash\n• Dry"],
    ["", ""],
  ])("%j reads %j", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});
