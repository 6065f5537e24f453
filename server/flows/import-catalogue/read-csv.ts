import { CsvError, parse } from "csv-parse/sync";
import type { Issue } from "./types.ts";

/** The columns that mean something to us, each under the names that Shopify has given it over the years. */
const columns = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  body: ["Body (HTML)", "Description"],
  vendor: ["Vendor"],
  type: ["Type"],
  category: ["Product Category"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  status: ["Status"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value"],
  sku: ["Variant SKU", "SKU"],
  grams: ["Variant Grams", "Weight value (grams)"],
  weight: ["Variant Weight"],
  weightUnit: ["Variant Weight Unit", "Weight unit for display"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  price: ["Variant Price", "Price"],
  compareAt: ["Variant Compare At Price", "Compare-at price"],
  barcode: ["Variant Barcode", "Barcode"],
  imageSrc: ["Image Src", "Product image URL"],
  imagePosition: ["Image Position"],
  imageAlt: ["Image Alt Text"],
  variantImage: ["Variant Image", "Variant image URL"],
  giftCard: ["Gift Card"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof columns;
const required: readonly Column[] = ["handle", "title", "price"];

/** One row of the file. */
export type Row = {
  line: number;
  /** The trimmed cell; "" when it is empty or the file has no such column. */
  cell(column: Column): string;
  /** What the file calls the column. */
  nameOf(column: Column): string;
};

export type ReadFile = {
  rows: Row[];
  issues: Issue[] /** Columns with content that we leave aside. */;
  ignored: string[];
};

const problem = (message: string, line: number | null = null): Issue => {
  return { severity: "error", line, column: null, value: "", message };
};

/** Excel in some countries saves CSV with semicolons: the header line tells. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]/) >>> 0);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function records(text: string): { record: string[]; line: number }[] {
  const parsed = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; raw: string; info: { lines: number } }[];
  // csv-parse says where a record ends; people look for where it begins.
  return parsed.map(({ record, raw, info }) => {
    const breaks = raw.replace(/^[\r\n]+|(\r\n|\r|\n)$/g, "").split(/\r\n|\r|\n/).length - 1;
    return { record, line: info.lines - breaks };
  });
}

/** Reads a Shopify product CSV: columns by name in any order, byte order mark and multi-line cells included. */
export function readCsv(text: string): ReadFile {
  let all: ReturnType<typeof records>;
  try {
    all = records(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      rows: [],
      ignored: [],
      issues: [problem(`not a readable CSV: ${error.message}`, Number(error.lines) || null)],
    };
  }
  const header = all.shift()?.record.map((name) => name.trim());
  if (!header?.some(Boolean)) return { rows: [], ignored: [], issues: [problem("the file is empty")] };

  const issues: Issue[] = [];
  const lower = header.map((name) => name.toLowerCase());
  const places = new Map<Column, number>();
  for (const [column, names] of Object.entries(columns) as [Column, readonly string[]][]) {
    const place = names.map((name) => lower.indexOf(name.toLowerCase())).find((index) => index >= 0);
    if (place !== undefined) places.set(column, place);
    else if (required.includes(column)) issues.push(problem(`the column "${names[0]}" is missing`, 1));
  }
  for (const [i, name] of header.entries()) {
    if (name && lower.indexOf(name.toLowerCase()) !== i) issues.push(problem(`the column "${name}" is there twice`, 1));
  }
  if (issues.length) return { rows: [], ignored: [], issues };

  const known = new Set(places.values());
  const rows = all
    .filter(({ record }) => record.some((cell) => cell.trim()))
    .map(({ record, line }): Row => {
      if (record.length > header.length && record.slice(header.length).some((cell) => cell.trim())) {
        issues.push(
          problem(`the row has ${record.length} cells for ${header.length} columns: a quote is missing?`, line),
        );
      }
      return {
        line,
        cell: (column) => record[places.get(column) ?? -1]?.trim() ?? "",
        nameOf: (column) => header[places.get(column) ?? -1] ?? columns[column][0],
      };
    });
  const ignored = header.filter((name, i) => name && !known.has(i) && all.some(({ record }) => record[i]?.trim()));
  return { rows, issues, ignored };
}
