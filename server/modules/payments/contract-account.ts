import { z } from "zod";

const moneySchema = z.object({ minor: z.number().int(), currency: z.string() });

/** Most invoices that one payment settles. */
export const mostInvoices = 50;

/** Open invoices to pay at once, each whole or in part. */
export const payInvoicesInput = z.strictObject({
  invoices: z
    .array(
      z.strictObject({
        number: z.string().min(1).max(40),
        /** Minor units: at most what is open of it. */
        amountMinor: z.number().int().positive().max(100_000_000_00),
      }),
    )
    .min(1)
    .max(mostInvoices)
    .refine((all) => new Set(all.map((one) => one.number)).size === all.length, "each invoice once"),
  /** One of `open.currencies`. */
  currency: z.string().length(3),
  idempotencyKey: z.string().min(8).max(100),
});
export type PayInvoicesInput = z.infer<typeof payInvoicesInput>;

export const accountPaymentIdInput = z.strictObject({ id: z.string().min(1).max(60) });

/** What became of a payment of several invoices. */
export const accountPaymentSchema = z.object({
  id: z.string(),
  status: z.enum(["processing", "paid", "failed"]),
  amount: moneySchema,
  parts: z.array(
    z.object({
      number: z.string(),
      amount: moneySchema,
      /** Not owed any more when it came: it goes back. */
      returned: moneySchema,
    }),
  ),
});
export type AccountPayment = z.infer<typeof accountPaymentSchema>;
