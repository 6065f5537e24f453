import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cells, candle, csv, lamp } from "./fixtures.ts";
import { parseProducts } from "./parse-products.ts";
import { type Existing, type ExistingProduct, planImport } from "./plan-import.ts";
import { slugOf } from "./slug.ts";
import type { ImportedProduct } from "./types.ts";

const parse = (rows: readonly Cells[]) => parseProducts(csv(rows), { currency: "EUR" }).products;
const slugsOf = ({ vendor, type }: ImportedProduct) => ({
  brand: vendor ? slugOf(vendor) : null,
  category: type ? slugOf(type) : null,
});
const options = { locale: "fr" as const, slugsOf };

/** What the database holds after these products were imported into it. */
function imported(products: readonly ImportedProduct[]): Existing {
  const rows = products.map((product): ExistingProduct => {
    const { brand, category } = slugsOf(product);
    return {
      id: `prd_${product.slug}`,
      importKey: product.importKey,
      version: 1,
      status: product.status,
      name: { fr: product.title },
      description: product.description ? { fr: product.description } : {},
      tags: product.tags,
      brand,
      categories: category ? [category] : [],
      options: product.options.map((o) => ({ id: `opt_${o.key}`, key: o.key, values: o.values.map((v) => v.value) })),
      variants: product.variants.map((v) => ({
        id: `var_${v.sku}`,
        sku: v.sku,
        gtin: v.gtin,
        weightG: v.weightG,
        options: v.options,
        price: v.price,
        compareAt: v.compareAt,
        imageUrls: v.imageUrl ? [v.imageUrl] : [],
      })),
      images: product.images.map((i) => ({ id: `med_${i.url}`, url: i.url, alt: i.alt ? { fr: i.alt } : {} })),
    };
  });
  const own = <T>(list: (p: ImportedProduct) => T[]) =>
    new Map(products.flatMap((p) => list(p).map((key) => [key, `prd_${p.slug}`] as const)));
  return {
    products: new Map(rows.map((row) => [row.importKey, row])),
    slugs: own((p) => [p.slug]),
    skus: own((p) => p.variants.map((v) => v.sku)),
    gtins: own((p) => p.variants.flatMap((v) => v.gtin ?? [])),
  };
}

const nothing = imported([]);
const updateOf = (before: readonly Cells[], after: readonly Cells[]) => {
  const [planned] = planImport(parse(after), imported(parse(before)), options).products;
  if (planned?.change !== "changed") throw new Error(`expected a change, got ${planned?.change}`);
  return planned.update;
};
const edit = (changes: Cells, at = 0): Cells[] => lamp.map((row, i) => (i === at ? { ...row, ...changes } : row));

describe("planning an import", () => {
  it("finds everything new in an empty shop, and nothing to do the second time", () => {
    const products = parse([...lamp, ...candle]);
    expect(planImport(products, nothing, options).products.map((p) => p.change)).toEqual(["new", "new"]);
    const again = planImport(products, imported(products), options);
    expect(again).toMatchObject({ issues: [], products: [{ change: "unchanged" }, { change: "unchanged" }] });
  });

  it.each<[string, Cells, object]>([
    ["the title", { Title: "Autre" }, { texts: { name: { fr: "Autre" } } }],
    ["the description", { "Body (HTML)": "" }, { texts: { description: { fr: "" } } }],
    ["the status", { Status: "archived" }, { texts: { status: "archived" } }],
    ["the tags", { Tags: "neuf" }, { texts: { tags: ["neuf"] } }],
    ["the vendor", { Vendor: "Autre" }, { brand: true }],
    ["the type", { Type: "Autre" }, { category: true }],
    [
      "a price",
      { "Variant Price": "88" },
      { prices: [{ sku: "NORD-SIL-S", from: "89", price: "88", compareAt: "99" }] },
    ],
    ["a former price", { "Variant Compare At Price": "" }, { prices: [{ price: "89", compareAt: null }] }],
    ["a weight", { "Variant Grams": "1" }, { variants: [{ sku: "NORD-SIL-S", weightG: 1 }] }],
    ["a barcode", { "Variant Barcode": "96385074" }, { variants: [{ gtin: "96385074" }] }],
    ["a picture's text", { "Image Alt Text": "x" }, { alts: [{ alt: { fr: "x" } }] }],
    [
      "a picture",
      { "Image Src": "https://images.example/9.jpg" },
      { newImages: [{ url: "https://images.example/9.jpg" }] },
    ],
    ["a variant's picture", { "Variant Image": "https://images.example/sillage-1.jpg" }, { variantImages: [{}] }],
    ["a choice", { "Option1 Value": "XS" }, { newValues: [{ key: "taille", value: "xs", label: "XS" }] }],
  ])("sees that %s changed, and nothing else", (_, changes, expected) => {
    const { existing: _existing, ...update } = updateOf(lamp, edit(changes));
    expect(update).toMatchObject(expected);
    const touched = Object.entries(update).filter(([, part]) =>
      typeof part === "object" ? Object.keys(part).length : part,
    );
    expect(touched.map(([name]) => name)).toEqual(Object.keys(expected));
  });

  it("does not mind how a price is written, and never looks at stock", () => {
    const products = imported(parse(lamp));
    const [planned] = planImport(
      parse(edit({ "Variant Price": "89.0", "Variant Inventory Qty": "900" })),
      products,
      options,
    ).products;
    expect(planned?.change).toBe("unchanged");
  });

  it("keeps the SKU that a nameless variant was given at first", () => {
    const before = imported(parse(lamp));
    const known = before.products.get("shopify:lampe-sillage")?.variants[1];
    if (!known) throw new Error("no variant");
    known.sku = "RENAMED-BY-STAFF";
    const { products, issues } = planImport(parse(lamp), before, options);
    expect(issues).toEqual([]);
    expect(products[0]?.change).toBe("unchanged");
    expect(products[0]?.product.variants[1]?.sku).toBe("RENAMED-BY-STAFF");
  });
});

describe("any import", () => {
  const word = fc.constantFrom("rouge", "Bleu", "Été", "S/M", "S-M", "10 cm");
  const price = fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
  const product = fc.record({
    title: fc.stringMatching(/^[A-Za-zéà ]{1,20}[a-z]$/),
    vendor: fc.option(word, { nil: "" }),
    type: fc.option(word, { nil: "" }),
    choices: fc.uniqueArray(word, { maxLength: 4 }),
    price,
    grams: fc.integer({ min: 0, max: 5000 }).map(String),
    image: fc.boolean(),
  });
  const files = fc.array(product, { maxLength: 5 }).map((products) =>
    products.flatMap(({ choices, ...p }, i): Cells[] => {
      const handle = `p-${i}`;
      const first = {
        Title: p.title,
        Vendor: p.vendor,
        Type: p.type,
        ...(p.image && { "Image Src": `https://i.example/${i}.png` }),
      };
      const common = { Handle: handle, "Variant Price": p.price, "Variant Grams": p.grams };
      if (choices.length === 0) return [{ ...first, ...common }];
      return choices.map((choice, j) => {
        return { ...(j === 0 && { ...first, "Option1 Name": "Choix" }), ...common, "Option1 Value": choice };
      });
    }),
  );

  it("has nothing to do when it was imported before", () => {
    fc.assert(
      fc.property(files, (rows) => {
        const products = parse(rows);
        const { products: planned, issues } = planImport(products, imported(products), options);
        expect(issues).toEqual([]);
        expect(planned.every((p) => p.change === "unchanged")).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("brings any shop to what the file says", () => {
    fc.assert(
      fc.property(files, files, (first, second) => {
        const [before, after] = [parse(first), parse(second)];
        for (const planned of planImport(after, imported(before), options).products) {
          const known = before.find((p) => p.importKey === planned.product.importKey);
          expect(planned.change === "new").toBe(known === undefined);
          if (planned.change !== "changed" || !known) continue;
          const { update } = planned;
          // What was there plus what is added holds every variant of the file, at the file's price.
          const skus = [...known.variants, ...update.newVariants].map((v) => v.sku);
          for (const variant of planned.product.variants) {
            const sameOptions = planned.product.options.length === known.options.length;
            if (sameOptions) expect(skus).toContain(variant.sku);
          }
          for (const change of update.prices) expect(change.from).not.toBe(change.price);
        }
      }),
      { numRuns: 200 },
    );
  });
});
