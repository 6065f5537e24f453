import { z } from "zod";
import { quantityInput } from "../../kernel/quantity.ts";
import { moneySchema } from "./contract.ts";

// Ordering by list: what somebody typed, pasted or took from a CSV file, one article a line.

export const quickOrderRows = 200;
export const quickOrderChars = 20_000;

export type ParsedRow =
  | { row: number; text: string; sku: string; quantity: number; problem: null }
  | { row: number; text: string; sku: string; quantity: null; problem: "malformed" | "quantity" };

const headers = new Set(["sku", "ref", "référence", "reference", "article", "code"]);

/**
 * The rows of a list: SKU and quantity, apart by blanks, a tab, a semicolon or a comma; a quantity that is left out is one.
 * Empty rows and a header are passed over; a decimal comma is understood where something else parts the two.
 */
export function parseQuickOrder(text: string): ParsedRow[] {
  return text.split(/\r\n|\r|\n/).flatMap((given, i): ParsedRow[] => {
    const line = given.replace(/^\uFEFF/, "").trim();
    const [sku = "", amount = "", ...rest] = line
      .split(/[;\t]|\s+/.test(line) ? /\s*[;\t]\s*|\s+/ : /\s*,\s*/)
      .map((cell) =>
        cell
          .replace(/^"(.*)"$/, "$1")
          .replace(/,$/, "")
          .trim(),
      )
      .filter((cell, column) => column === 0 || cell !== "");
    if (!line || (i === 0 && headers.has(sku.toLowerCase()))) return [];
    const at = { row: i + 1, text: line.slice(0, 80), sku: sku.toUpperCase() };
    if (!/^[\w./-]{1,60}$/.test(sku) || rest.length > 0) return [{ ...at, quantity: null, problem: "malformed" }];
    const quantity = quantityInput.safeParse(amount === "" ? 1 : Number(amount.replace(",", ".").replace(/^x/i, "")));
    return quantity.success
      ? [{ ...at, quantity: quantity.data, problem: null }]
      : [{ ...at, quantity: null, problem: "quantity" }];
  });
}

export const quickOrderInput = z.strictObject({ text: z.string().max(quickOrderChars) });

export const quickOrderProblems = [
  "malformed",
  "quantity",
  "unknown",
  "not_for_sale",
  "not_divisible",
  "not_enough",
  "too_many",
] as const;

/** What would be added: each row with its article, today's price and what is in the way. */
export const quickOrderSchema = z.object({
  rows: z.array(
    z.object({
      row: z.number().int(),
      text: z.string(),
      sku: z.string(),
      variantId: z.string().nullable(),
      name: z.string().nullable(),
      quantity: z.number().nullable(),
      unitPrice: moneySchema.nullable(),
      total: moneySchema.nullable(),
      /** How many may be ordered; null where the channel shows bands, or nothing is known. */
      orderable: z.number().nullable(),
      problem: z.enum(quickOrderProblems).nullable(),
    }),
  ),
  subtotal: moneySchema,
});
export type QuickOrder = z.infer<typeof quickOrderSchema>;

export const addLinesInput = z.strictObject({
  lines: z
    .array(z.strictObject({ variantId: z.string().max(40), quantity: quantityInput }))
    .min(1)
    .max(quickOrderRows)
    .refine((all) => new Set(all.map((line) => line.variantId)).size === all.length, { message: "each once" }),
});

export const findArticleInput = z.strictObject({ query: z.string().trim().min(2).max(60) });
export const foundArticleSchema = z.object({ variantId: z.string(), sku: z.string(), name: z.string() });

/** What of an order went into the basket again, and what is no longer to be had. */
export const orderedAgainSchema = z.object({ added: z.number().int(), missing: z.array(z.string()) });
