import { z } from "zod";

/** Days from the due date on which a company is reminded: before it, and after it. */
export const reminderLevels = [-3, 3, 15, 30] as const;
export type ReminderLevel = (typeof reminderLevels)[number];

/** Of the invoice. */
const id = z.string().min(1).max(40);
export const disputeInput = z.strictObject({ id, reason: z.string().trim().min(3).max(300) });
export const disputedInput = z.strictObject({ id });

export const receivablesErrorCodes = ["receivables.already_disputed", "receivables.not_disputed"] as const;
export type ReceivablesError = (typeof receivablesErrorCodes)[number];
