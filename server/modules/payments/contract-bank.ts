import { z } from "zod";
import { moneySchema } from "../../kernel/money-schema.ts";
import { pageInput } from "../../kernel/page.ts";

export const bankLineStatuses = ["unmatched", "matched", "ignored"] as const;
export type BankLineStatus = (typeof bankLineStatuses)[number];

export const importStatementInput = z.strictObject({
  /** The file's text; docs/bank-statement.md names its columns. */
  csv: z.string().min(1).max(500_000),
  /** Of rows that name none. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("EUR"),
  /** Only look: nothing is written. */
  dryRun: z.boolean(),
});

/**
 * - `paid`, `too_little`, `too_much`: the line names an order, and is what that order owes, less or more
 * - `unmatched`: it names none; it waits for somebody
 * - `known`: imported before · `outgoing`: money that left, not ours to match · `problem`: a row that cannot be read
 */
export const importedLineSchema = z.object({
  line: z.number().int(),
  state: z.enum(["paid", "too_little", "too_much", "unmatched", "known", "outgoing", "problem"]),
  bookedOn: z.string().nullable(),
  amount: moneySchema.nullable(),
  counterparty: z.string().nullable(),
  text: z.string(),
  orderNumber: z.string().nullable(),
  problem: z.enum(["date", "amount", "currency", "text"]).nullable(),
});
export type ImportedLine = z.infer<typeof importedLineSchema>;

export const importResultSchema = z.object({
  dryRun: z.boolean(),
  counts: z.object({
    matched: z.number().int(),
    unmatched: z.number().int(),
    known: z.number().int(),
    outgoing: z.number().int(),
    problems: z.number().int(),
  }),
  lines: z.array(importedLineSchema),
});
export type ImportResult = z.infer<typeof importResultSchema>;

export const bankLinesInput = pageInput.extend({ status: z.enum(bankLineStatuses).optional() });

export const bankLineSchema = z.object({
  id: z.string(),
  bookedOn: z.iso.date(),
  amount: moneySchema,
  counterparty: z.string().nullable(),
  text: z.string(),
  status: z.enum(bankLineStatuses),
  orderNumber: z.string().nullable(),
});
export type BankLine = z.infer<typeof bankLineSchema>;

/** An order that waits for (more of) its transfer. */
export const awaitedTransferSchema = z.object({
  orderNumber: z.string(),
  name: z.string(),
  total: moneySchema,
  received: moneySchema,
  due: moneySchema,
  reference: z.string(),
  deadline: z.iso.datetime().nullable(),
});
export type AwaitedTransfer = z.infer<typeof awaitedTransferSchema>;

/** Money to send back from our account. */
export const transferRefundSchema = z.object({
  id: z.string(),
  orderNumber: z.string(),
  name: z.string(),
  amount: moneySchema,
  reason: z.string().nullable(),
  /** From whom it came, as our bank named them. */
  counterparty: z.string().nullable(),
  bookedAt: z.iso.datetime(),
});
export type TransferRefund = z.infer<typeof transferRefundSchema>;

export const matchLineInput = z.strictObject({ id: z.string().max(40), orderNumber: z.string().trim().min(1).max(40) });
export const confirmRefundInput = z.strictObject({ refundId: z.string().max(40), paidOn: z.iso.date() });
