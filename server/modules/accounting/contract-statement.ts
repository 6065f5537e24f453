import { z } from "zod";
import { pageOf } from "#server/kernel/page.ts";

const moneySchema = z.object({ minor: z.number().int(), currency: z.string() });

/** What stands on a customer's account. `entry`: a posting by hand. */
export const statementTypes = ["invoice", "credit_note", "payment", "refund", "entry"] as const;
export type StatementType = (typeof statementTypes)[number];

/** How many days an amount is late, in the bands that receivables are read by. */
export const ageBands = ["notDue", "to30", "to60", "to90", "over90"] as const;
export type AgeBand = (typeof ageBands)[number];

const period = {
  /** Days of documents, both included; left out: this year until today. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  /** One of `currencies`; left out: the one used most. */
  currency: z.string().length(3).optional(),
};
export const periodInput = z.strictObject(period);
export type PeriodInput = z.infer<typeof periodInput>;
const paging = { cursor: z.string().max(400).optional(), limit: z.number().int().min(1).max(100).default(25) };
export const statementInput = z.strictObject({ ...period, ...paging });
export type StatementInput = z.infer<typeof statementInput>;
export const partnerStatementInput = z.strictObject({ ...period, ...paging, id: z.string().min(1).max(40) });

export const statementRowSchema = z.object({
  id: z.string(),
  type: z.enum(statementTypes),
  /** The document's number, or the reference of a bank transfer; empty where there is neither. */
  ref: z.string(),
  date: z.iso.date(),
  /** What it settles, or is settled by: all that stands on the account for one order. */
  orderNumber: z.string(),
  /** Positive: owed by the customer. */
  amount: moneySchema,
  /** Of the whole account, this row included. */
  balance: moneySchema,
  /** Everything of its order adds up to nothing. */
  settled: z.boolean(),
});
export type StatementRow = z.infer<typeof statementRowSchema>;

/** An issued invoice of which something is still owed. */
export const openItemSchema = z.object({
  /** Of the invoice, and of its order. */
  id: z.string(),
  orderId: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  issueDate: z.iso.date(),
  dueDate: z.iso.date(),
  /** Days since it was due; nothing while it is not. */
  daysLate: z.number().int(),
  total: moneySchema,
  open: moneySchema,
  /** What lateness has cost so far; told, not charged. Nothing towards a consumer. */
  interest: moneySchema,
  /** The customer contests it: nobody is reminded of it until that is settled. */
  disputed: z.boolean(),
});
export type OpenItem = z.infer<typeof openItemSchema>;

export const statementSchema = z.object({
  currency: z.string(),
  currencies: z.array(z.string()),
  from: z.iso.date(),
  until: z.iso.date(),
  /** Before the first day, and after the last. */
  opening: moneySchema,
  closing: moneySchema,
  debit: moneySchema,
  credit: moneySchema,
  rows: pageOf(statementRowSchema),
  /** As of today, whatever the period: the first due first, at most a hundred. */
  open: z.array(openItemSchema),
  /** What is open, by how late it is. */
  ageing: z.object({
    notDue: moneySchema,
    to30: moneySchema,
    to60: moneySchema,
    to90: moneySchema,
    over90: moneySchema,
  }),
  /** Paid or credited, and not used up by an invoice: in the customer's favour. */
  inFavour: moneySchema,
  /** Today: what is open less what is in the customer's favour. */
  balance: moneySchema,
});
export type Statement = z.infer<typeof statementSchema>;
