import type { Locale } from "#server/kernel/localized.ts";

/** Something about a row that the person at the keyboard should know. Errors keep the whole file from being applied. */
export type Issue = {
  severity: "error" | "warning";
  /** First line of the row in the file, 1 is the header; null for the file as a whole. */
  line: number | null;
  column: string | null;
  value: string;
  message: string;
};

export type ImportedOption = { key: string; name: string; values: { value: string; label: string }[] };

export type ImportedVariant = {
  line: number;
  sku: string;
  /** The file had none: made from handle and options, so that it is the same next time. */
  skuMade: boolean;
  gtin: string | null;
  /** option key → value */
  options: Record<string, string>;
  /** Exact decimals in major units. */
  price: string;
  compareAt: string | null;
  weightG: number | null;
  /** Whole units on hand, received on a first import only; null when the file does not say. */
  quantity: number | null;
  imageUrl: string | null;
};

export type ImportedImage = { line: number; url: string; alt: string };

export type ImportedProduct = {
  line: number;
  importKey: string;
  slug: string;
  status: "draft" | "active" | "archived";
  title: string;
  /** Plain text, paragraphs apart by an empty line; "" when the file has none. */
  description: string;
  vendor: string | null;
  type: string | null;
  tags: string[];
  options: ImportedOption[];
  variants: ImportedVariant[];
  /** In the order in which they are shown. */
  images: ImportedImage[];
};

export type ParsedFile = { products: ImportedProduct[]; issues: Issue[]; notes: string[]; rows: number };

export type ParseOptions = {
  /** ISO 4217 code of the price list: decides how many decimals a price may have. */ currency: string;
};

export type ImportOptions = { locale: Locale; priceListCode?: string | undefined; locationCode?: string | undefined };
