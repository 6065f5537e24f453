import { z } from "zod";
import { quantityInput } from "../../kernel/quantity.ts";

const moneySchema = z.object({ minor: z.number().int(), currency: z.string() });

/** Units of ordered lines, each line once. */
const units = z
  .array(z.strictObject({ orderLineId: z.string().min(1).max(60), quantity: quantityInput }))
  .min(1)
  .max(200);

export const refundQuoteInput = z.strictObject({
  number: z.string().min(1).max(40),
  lines: units,
  /** Does these units' share of the shipping go back too? */
  withShipping: z.boolean(),
});

export const refundUnitsInput = refundQuoteInput.extend({
  /** Of the order, as it was read. */
  version: z.number().int().positive(),
  /** The customer reads it on the credit note. */
  reason: z.string().trim().min(3).max(300),
  idempotencyKey: z.string().min(8).max(100),
});
export type RefundUnitsInput = z.infer<typeof refundUnitsInput>;

/** What goes back, from the amounts frozen when the units were ordered. Tax included. */
export const refundQuoteSchema = z.object({
  lines: z.array(
    z.object({ orderLineId: z.string(), quantity: z.number(), gross: moneySchema, shipping: moneySchema }),
  ),
  items: moneySchema,
  shipping: moneySchema,
  total: moneySchema,
  /** What the units are worth beyond what is left to give: it went back before, as a gesture. */
  short: moneySchema,
});
export type RefundQuote = z.infer<typeof refundQuoteSchema>;
