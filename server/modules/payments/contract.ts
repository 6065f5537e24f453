import { z } from "zod";
import { failureCodes, providerErrorCodes } from "./port.ts";

export const paymentStatuses = [
  "created",
  "pending",
  "authorised",
  "captured",
  "failed",
  "cancelled",
  "expired",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const paymentsErrorCodes = [
  ...providerErrorCodes,
  "payments.payment_not_found",
  "payments.refund_too_large",
  "payments.nothing_captured",
  "payments.refund_lines_differ",
  "payments.nothing_to_refund",
  "payments.refund_not_waiting",
  "payments.not_authorised",
  "payments.order_not_covered",
  "payments.invoice_not_open",
  "payments.method_not_offered",
  "payments.bank_line_not_found",
  "payments.bank_line_settled",
  "payments.statement_unreadable",
  "payments.currency_differs",
  "payments.reconciliation_running",
  "payments.finding_not_found",
  "payments.finding_settled",
] as const;

/** Why a try failed; each has a message in every language. */
export const paymentFailureCodes = failureCodes;

export const refundInput = z.strictObject({
  paymentId: z.string().max(40),
  /** Minor units of the payment's currency, tax included. */
  amountMinor: z.number().int().positive(),
  reason: z.string().trim().min(3).max(300),
  idempotencyKey: z.string().min(8).max(100),
});
export const refundSchema = z.object({
  id: z.string(),
  status: z.enum(["pending", "succeeded", "failed"]),
  amountMinor: z.number().int(),
});
