// Reading single cells. Each reader reports what is wrong with its cell and goes on, so that one run shows all errors.
import { decimal, toText } from "#server/kernel/decimal.ts";
import { isGtin } from "#server/kernel/gtin.ts";
import { exponentOf } from "#server/kernel/money.ts";
import type { Column, Row } from "./read-csv.ts";
import type { Issue } from "./types.ts";

export type Report = (row: Row, column: Column, message: string, severity?: Issue["severity"]) => void;

/** Spreadsheets keep long numbers as text behind an apostrophe; Shopify's own exports have it too. */
const unquoted = (text: string): string => text.replace(/^'/, "").trim();

/** A price in major units as an exact decimal, or null when the cell is empty or wrong. */
export function readPrice(row: Row, column: "price" | "compareAt", currency: string, report: Report): string | null {
  const text = unquoted(row.cell(column));
  if (!text) return null;
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) {
    report(row, column, "is not a price: digits, and a point before the decimals");
    return null;
  }
  const value = decimal(text);
  if (value.scale > exponentOf(currency)) {
    report(row, column, `has more decimals than ${currency} knows`);
    return null;
  }
  return toText(value);
}

export function readGtin(row: Row, report: Report): string | null {
  const text = unquoted(row.cell("barcode")).replace(/[\s-]/g, "");
  if (!text) return null;
  if (isGtin(text)) return text;
  const why = /e\+/i.test(text)
    ? "was shortened by a spreadsheet"
    : /^(\d{8}|\d{12,14})$/.test(text)
      ? "has a wrong check digit"
      : "is not a GTIN";
  report(row, "barcode", `${why}: left out`, "warning");
  return null;
}

const gramsPer: Record<string, number> = { g: 1, kg: 1000, lb: 453.59237, oz: 28.349523125 };
const heaviestG = 50_000_000;

/** Grams, rounded; Shopify writes 0 for "not weighed". */
export function readWeight(row: Row, report: Report): number | null {
  const column = row.cell("grams") ? "grams" : "weight";
  const text = unquoted(row.cell(column));
  if (!text) return null;
  const unit = column === "grams" ? "g" : row.cell("weightUnit").toLowerCase() || "kg";
  const factor = gramsPer[unit];
  if (factor === undefined) {
    report(row, "weightUnit", "is not a unit of weight: g, kg, lb or oz");
    return null;
  }
  if (!/^\d{1,9}(\.\d+)?$/.test(text)) {
    report(row, column, "is not a weight");
    return null;
  }
  const grams = Math.round(Number(text) * factor);
  if (grams > heaviestG) report(row, column, "is heavier than 50 tonnes");
  return grams > 0 ? grams : null;
}

/** Whole units on hand. Shopify may count below zero; a ledger cannot receive that. */
export function readQuantity(row: Row, report: Report): number | null {
  const text = unquoted(row.cell("quantity"));
  if (!text) return null;
  if (!/^-?\d{1,7}$/.test(text)) {
    report(row, "quantity", "is not a whole number");
    return null;
  }
  if (Number(text) < 0) report(row, "quantity", "is negative: nothing is received", "warning");
  return Math.max(0, Number(text));
}

function readFlag(row: Row, column: "published" | "giftCard", report: Report): boolean | null {
  const text = row.cell(column).toLowerCase();
  if (!text) return null;
  if (["true", "yes", "1"].includes(text)) return true;
  if (["false", "no", "0"].includes(text)) return false;
  report(row, column, "is neither true nor false");
  return null;
}

/** Status wins over Published, as in Shopify; without either a product is on sale. */
export function readStatus(row: Row, report: Report): "draft" | "active" | "archived" {
  const published = readFlag(row, "published", report);
  const status = row.cell("status").toLowerCase();
  if (readFlag(row, "giftCard", report)) {
    report(row, "giftCard", "gift cards are not sold as products: imported as a draft", "warning");
    return "draft";
  }
  if (status === "draft" || status === "archived") return status;
  if (status && status !== "active") report(row, "status", "is not a status: active, draft or archived");
  return published === false ? "draft" : "active";
}

export function readTags(row: Row): string[] {
  const tags = new Map<string, string>();
  for (const tag of row.cell("tags").split(",")) {
    const text = tag.trim().slice(0, 60);
    if (text && !tags.has(text.toLowerCase())) tags.set(text.toLowerCase(), text);
  }
  return [...tags.values()];
}

/** An http(s) address, or null when the cell is empty or wrong. */
export function readUrl(row: Row, column: "imageSrc" | "variantImage", report: Report): string | null {
  const text = row.cell(column);
  if (!text) return null;
  const url = URL.parse(text);
  if (url && (url.protocol === "https:" || url.protocol === "http:") && text.length <= 2000) return url.href;
  report(row, column, "is not an http(s) address");
  return null;
}
