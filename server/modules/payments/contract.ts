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
