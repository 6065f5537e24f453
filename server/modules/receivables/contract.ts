import { z } from "zod";

/** Days from the due date on which a company is reminded: before it, and after it. */
export const reminderLevels = [-3, 3, 15, 30] as const;
export type ReminderLevel = (typeof reminderLevels)[number];

/** Of the invoice. */
const id = z.string().min(1).max(40);
export const disputeInput = z.strictObject({ id, reason: z.string().trim().min(3).max(300) });
export const disputedInput = z.strictObject({ id });

/** Why an invoice is contested, who wrote it down and when; null when it is not. For staff. */
export const disputeSchema = z
  .object({ reason: z.string(), by: z.string().nullable(), openedAt: z.iso.datetime() })
  .nullable();
export type Dispute = z.infer<typeof disputeSchema>;

export const receivablesErrorCodes = [
  "receivables.already_disputed",
  "receivables.not_disputed",
  "receivables.not_disputable",
] as const;
export type ReceivablesError = (typeof receivablesErrorCodes)[number];
