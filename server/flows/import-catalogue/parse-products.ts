// Rows to products: grouped by handle, options and variants put together, everything checked that needs no database.
import { htmlToText } from "./html-text.ts";
import { type Column, type Row, readCsv } from "./read-csv.ts";
import {
  type Report,
  readGtin,
  readPrice,
  readQuantity,
  readStatus,
  readTags,
  readUrl,
  readWeight,
} from "./read-fields.ts";
import { mark, slugify, slugOf } from "./slug.ts";
import type {
  ImportedImage,
  ImportedOption,
  ImportedProduct,
  ImportedVariant,
  Issue,
  ParsedFile,
  ParseOptions,
} from "./types.ts";

const optionColumns = [
  ["option1Name", "option1Value"],
  ["option2Name", "option2Value"],
  ["option3Name", "option3Value"],
] as const satisfies readonly (readonly [Column, Column])[];

const longest = { title: 200, description: 10_000, name: 100 };

/** A row that only adds pictures has nothing in the columns of a variant. */
const variantColumns = ["option1Value", "option2Value", "option3Value", "sku", "price", "barcode"] as const;
const isVariant = (row: Row): boolean => variantColumns.some((column) => row.cell(column) !== "");

type Shape = { column: Column; valueColumn: Column; option: ImportedOption };

/** The options that the first row names. "Title / Default Title" is Shopify's way of saying: none. */
function optionsOf(rows: readonly Row[], report: Report): Shape[] {
  const [first] = rows;
  if (!first) return [];
  const variants = rows.filter(isVariant);
  const plain = first.cell("option1Name").toLowerCase() === "title" || first.cell("option1Name") === "";
  if (plain && variants.every((row) => ["", "default title"].includes(row.cell("option1Value").toLowerCase())))
    return [];
  const shapes: Shape[] = [];
  for (const [column, valueColumn] of optionColumns) {
    const name = first.cell(column);
    const used = variants.filter((row) => row.cell(valueColumn));
    if (!name) {
      for (const row of used)
        report(row, valueColumn, `is the value of an option without a name (${row.nameOf(column)})`);
      continue;
    }
    if (used.length === 0) continue;
    const taken = shapes.map((shape) => shape.option.key);
    const key = slugOf(name).slice(0, 40);
    if (taken.includes(key)) report(first, column, "is the name of another option too");
    shapes.push({ column, valueColumn, option: { key, name: name.slice(0, longest.name), values: [] } });
  }
  return shapes;
}

/** The value's key within its option; two labels never share one. */
function keyOfValue(option: ImportedOption, label: string): string {
  const known = option.values.find((value) => value.label === label);
  if (known) return known.value;
  const slug = slugOf(label).slice(0, 60);
  const value = option.values.some((other) => other.value === slug) ? `${slug}-${mark(label)}` : slug;
  option.values.push({ value, label });
  return value;
}

function chosenOf(row: Row, shapes: readonly Shape[], report: Report): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const { valueColumn, option } of shapes) {
    const label = row.cell(valueColumn).slice(0, longest.name);
    if (label) chosen[option.key] = keyOfValue(option, label);
    else report(row, valueColumn, `is empty: every variant needs a value for ${option.name}`);
  }
  return chosen;
}

function readVariant(row: Row, shapes: readonly Shape[], currency: string, report: Report): ImportedVariant {
  const before = row.cell("price");
  const price = readPrice(row, "price", currency, report);
  if (!before) report(row, "price", "is empty: a variant needs a price");
  let compareAt = readPrice(row, "compareAt", currency, report);
  if (price !== null && compareAt !== null && Number(compareAt) <= Number(price)) {
    if (Number(compareAt) > 0) report(row, "compareAt", "is not above the price: left out", "warning");
    compareAt = null;
  }
  const sku = row.cell("sku").replace(/^'/, "").trim();
  if (sku.length > 100) report(row, "sku", "is longer than 100 characters");
  return {
    line: row.line,
    sku,
    skuMade: sku === "",
    gtin: readGtin(row, report),
    options: chosenOf(row, shapes, report),
    price: price ?? "0",
    compareAt,
    weightG: readWeight(row, report),
    quantity: readQuantity(row, report),
    imageUrl: readUrl(row, "variantImage", report),
  };
}

function readImages(rows: readonly Row[], variants: readonly ImportedVariant[], report: Report): ImportedImage[] {
  const images = new Map<string, ImportedImage & { position: number }>();
  for (const [i, row] of rows.entries()) {
    const url = readUrl(row, "imageSrc", report);
    if (!url || images.has(url)) continue;
    const text = row.cell("imagePosition");
    if (text && !/^\d{1,4}$/.test(text)) report(row, "imagePosition", "is not a whole number");
    const position = /^\d{1,4}$/.test(text) ? Number(text) : 10_000 + i;
    images.set(url, { line: row.line, url, alt: row.cell("imageAlt").slice(0, 500), position });
  }
  for (const { imageUrl, line } of variants) {
    if (imageUrl && !images.has(imageUrl)) images.set(imageUrl, { line, url: imageUrl, alt: "", position: 20_000 });
  }
  return [...images.values()].sort((a, b) => a.position - b.position).map(({ position: _, ...image }) => image);
}

function readProduct(handle: string, rows: readonly Row[], currency: string, report: Report): ImportedProduct {
  const first = rows.find((row) => row.cell("title")) ?? rows[0];
  if (!first) throw new RangeError("a product has rows");
  const title = first.cell("title");
  if (!title) report(first, "title", "is empty on every row of this handle");
  if (title.length > longest.title) report(first, "title", `is longer than ${longest.title} characters`);
  const ordered = [first, ...rows.filter((row) => row !== first)];
  const shapes = optionsOf(ordered, report);
  const variants = ordered
    .filter(isVariant)
    .map((row) => ({ row, variant: readVariant(row, shapes, currency, report) }));
  if (variants.length === 0) report(first, "price", "is empty: the product has no variant");
  const combinations = new Map<string, number>();
  for (const { row, variant } of variants) {
    const combination = JSON.stringify(shapes.map(({ option }) => variant.options[option.key] ?? ""));
    const earlier = combinations.get(combination);
    if (earlier !== undefined) report(row, "option1Value", `is the same choice as on line ${earlier}`);
    else combinations.set(combination, row.line);
  }
  const description = htmlToText(first.cell("body"));
  if (description.length > longest.description)
    report(first, "body", `is longer than ${longest.description} characters`);
  const kind = first.cell("type") || (first.cell("category").split(">").at(-1)?.trim() ?? "");
  return {
    line: first.line,
    importKey: `shopify:${handle}`,
    slug: slugify(handle).slice(0, 150).replace(/-$/, ""),
    status: readStatus(first, report),
    title,
    description,
    vendor: first.cell("vendor").slice(0, longest.name) || null,
    type: kind.slice(0, longest.name) || null,
    tags: readTags(first),
    options: shapes.map((shape) => shape.option),
    variants: variants.map(({ variant }) => variant),
    images: readImages(
      ordered,
      variants.map(({ variant }) => variant),
      report,
    ),
  };
}

/** SKUs for those without: handle and choices in capitals; where that is taken in this file, with a mark behind. */
function makeSkus(products: readonly ImportedProduct[]): void {
  const given = products.flatMap((p) => p.variants.filter((v) => !v.skuMade).map((v) => v.sku));
  const wanted = products.flatMap((product) =>
    product.variants
      .filter((variant) => variant.skuMade)
      .map((variant) => {
        const choices = Object.values(variant.options);
        return {
          variant,
          source: [product.importKey, ...choices].join("\n"),
          sku: [product.slug, ...choices].join("-").toUpperCase(),
        };
      }),
  );
  const uses = Map.groupBy([...given, ...wanted.map((w) => w.sku)], (sku) => sku);
  for (const { variant, source, sku } of wanted) {
    const free = uses.get(sku)?.length === 1 && sku.length <= 80;
    variant.sku = free ? sku : `${sku.slice(0, 80)}-${mark(source).toUpperCase()}`;
  }
}

function reportTwice(products: readonly ImportedProduct[], issues: Issue[]): void {
  const check = (column: string, items: { value: string | null; line: number }[]) => {
    const seen = new Map<string, number>();
    for (const { value, line } of items) {
      if (value === null) continue;
      const earlier = seen.get(value);
      if (earlier === undefined) seen.set(value, line);
      else issues.push({ severity: "error", line, column, value, message: `is on line ${earlier} too` });
    }
  };
  const variants = products.flatMap((p) => p.variants);
  check(
    "Handle",
    products.map((p) => ({ value: p.slug, line: p.line })),
  );
  check(
    "Variant SKU",
    variants.map((v) => ({ value: v.sku, line: v.line })),
  );
  check(
    "Variant Barcode",
    variants.map((v) => ({ value: v.gtin, line: v.line })),
  );
}

/**
 * Reads a Shopify product CSV into products, with everything that is wrong or left out on the way. Pure: the same text
 * gives the same answer.
 */
export function parseProducts(text: string, options: ParseOptions): ParsedFile {
  const { rows, issues, ignored } = readCsv(text);
  const report: Report = (row, column, message, severity = "error") => {
    issues.push({ severity, line: row.line, column: row.nameOf(column), value: row.cell(column), message });
  };
  const named = rows.filter((row) => {
    if (slugify(row.cell("handle"))) return true;
    report(row, "handle", row.cell("handle") ? "has no plain letter or digit" : "is empty");
    return false;
  });
  const groups = Map.groupBy(named, (row) => row.cell("handle"));
  const products = [...groups].map(([handle, group]) => readProduct(handle, group, options.currency, report));
  makeSkus(products);
  reportTwice(products, issues);
  issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const notes = ignored.length ? [`columns left aside: ${ignored.join(", ")}`] : [];
  return { products, issues, notes, rows: rows.length };
}
