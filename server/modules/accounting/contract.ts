import { z } from "zod";
import { pageOf } from "#server/kernel/page.ts";

const moneySchema = z.object({ minor: z.number().int(), currency: z.string() });

/** VE sales, BQ bank and payment providers, OD other. */
export const journals = ["VE", "BQ", "OD"] as const;
export type Journal = (typeof journals)[number];

/** What an entry stands for; `entry` is the reversal of another entry. */
export const documentTypes = ["invoice", "credit_note", "payment", "refund", "gift_card", "entry"] as const;
export type DocumentType = (typeof documentTypes)[number];

export const accountKinds = ["asset", "liability", "equity", "income", "expense"] as const;
export type AccountKind = (typeof accountKinds)[number];

/** The parts that every posting asks for: never without an account. */
export const baseRoles = ["receivable", "sales", "shipping", "vat", "bank", "provider", "suspense"] as const;
export type BaseRole = (typeof baseRoles)[number];

/**
 * A part in the postings. `sales`, `shipping` and `vat` may be told apart by country (`vat:FR`) and rate (`vat:FR:0.2`),
 * `provider` by its code (`provider:stripe`); the most specific one that has an account is taken.
 */
export const roleSchema = z
  .string()
  .max(60)
  .regex(/^(receivable|bank|suspense|(sales|shipping|vat)(:[A-Z]{2}(:0(\.\d{1,4})?)?)?|provider(:[a-z0-9-]{1,40})?)$/);

export const accountCodeSchema = z.string().regex(/^\d{3}[0-9A-Z]{0,9}$/);

/** What an address may hold, when it is a day or the beginning of an account; anything else counts as not given. */
export const dayOr = (text: string | undefined): string | undefined =>
  z.iso.date().optional().catch(undefined).parse(text);
export const accountPrefix = (text: string | undefined): string | undefined =>
  journalListInput.shape.account.catch(undefined).parse(text);

const entryRowSchema = z.object({
  id: z.string(),
  /** VE-2026-000001 */
  number: z.string(),
  journal: z.enum(journals),
  date: z.iso.date(),
  label: z.string(),
  document: z.object({ type: z.enum(documentTypes), id: z.string(), ref: z.string() }),
  orderNumber: z.string().nullable(),
  /** The sum of its debits, which is the sum of its credits. */
  total: moneySchema,
  /** A later entry took it back. */
  reversed: z.boolean(),
});
export type EntryRow = z.infer<typeof entryRowSchema>;
export const journalPage = pageOf(entryRowSchema);

export const journalListInput = z.strictObject({
  journal: z.enum(journals).optional(),
  /** An account's code, or the beginning of several. */
  account: z
    .string()
    .regex(/^[0-9A-Z]{1,12}$/)
    .optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Number of a document or order, or a name. */
  query: z.string().trim().max(100).optional(),
  partnerId: z.string().max(40).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type JournalListInput = z.infer<typeof journalListInput>;

export const entryIdInput = z.strictObject({ id: z.string().min(1).max(40) });

export const entryDetailSchema = entryRowSchema.extend({
  documentDate: z.iso.date(),
  postedAt: z.iso.datetime(),
  /** Why a person corrected it. */
  reason: z.string().nullable(),
  lines: z.array(
    z.object({
      position: z.number().int(),
      account: z.object({ code: z.string(), name: z.string() }),
      partner: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
      label: z.string(),
      debit: moneySchema,
      credit: moneySchema,
    }),
  ),
  reverses: z.object({ id: z.string(), number: z.string() }).nullable(),
  reversedBy: z.object({ id: z.string(), number: z.string() }).nullable(),
});
export type EntryDetail = z.infer<typeof entryDetailSchema>;

export const correctEntryInput = z.strictObject({
  id: z.string().min(1).max(40),
  reason: z.string().trim().min(3).max(300),
});

export const balanceInput = z.strictObject({
  /** From the first entry on when left out. */
  from: z.iso.date().optional(),
  /** Everything posted so far when left out. */
  until: z.iso.date().optional(),
});
export const balanceSchema = z.object({
  rows: z.array(
    z.object({
      account: z.object({ code: z.string(), name: z.string(), kind: z.enum(accountKinds) }),
      debit: moneySchema,
      credit: moneySchema,
      /** Debit less credit. */
      balance: moneySchema,
    }),
  ),
  /** Per currency; debit and credit are the same, or the books are wrong. */
  totals: z.array(z.object({ debit: moneySchema, credit: moneySchema })),
});
export type TrialBalance = z.infer<typeof balanceSchema>;

export const ledgerInput = z.strictObject({
  /** Only customers whose balance is not zero. */
  open: z.boolean().default(false),
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type LedgerInput = z.infer<typeof ledgerInput>;
const ledgerRowSchema = z.object({
  /** Null: guests, one row per name. */
  partnerId: z.string().nullable(),
  name: z.string(),
  debit: moneySchema,
  credit: moneySchema,
  balance: moneySchema,
  /** The day of the latest movement. */
  lastOn: z.iso.date(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;
export const ledgerPage = pageOf(ledgerRowSchema);

export const accountSchema = z.object({
  code: z.string(),
  name: z.object({ fr: z.string(), en: z.string() }),
  kind: z.enum(accountKinds),
  active: z.boolean(),
  /** Has lines: it can no longer be removed, and its kind stays. */
  used: z.boolean(),
  roles: z.array(z.string()),
});
export type Account = z.infer<typeof accountSchema>;
export const chartSchema = z.object({
  accounts: z.array(accountSchema),
  roles: z.array(z.object({ role: z.string(), accountCode: z.string(), base: z.boolean() })),
});
export type Chart = z.infer<typeof chartSchema>;

export const saveAccountInput = z.strictObject({
  code: accountCodeSchema,
  name: z.strictObject({ fr: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) }),
  kind: z.enum(accountKinds),
  active: z.boolean(),
});
export type SaveAccountInput = z.infer<typeof saveAccountInput>;

export const assignRoleInput = z.strictObject({
  role: roleSchema,
  /** Null takes a specific role away, so that the more general one is used again. */
  accountCode: accountCodeSchema.nullable(),
});
export type AssignRoleInput = z.infer<typeof assignRoleInput>;

export const yearsSchema = z.array(z.object({ year: z.number().int(), entries: z.number().int() }));

export const accountingErrorCodes = [
  "accounting.entry_not_found",
  "accounting.entry_unbalanced",
  "accounting.already_reversed",
  "accounting.role_missing",
  "accounting.role_needed",
  "accounting.account_not_found",
  "accounting.account_in_use",
  "accounting.foreign_currency",
  "accounting.year_empty",
  "accounting.statement_too_long",
] as const;
export type AccountingErrorCode = (typeof accountingErrorCodes)[number];
