import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { pageOf } from "#server/kernel/page.ts";

/** Which customers: all with something on their account, those who owe, those who are late. */
export const agedShows = ["all", "owing", "late"] as const;
export const agedSorts = ["late_desc", "late_asc", "total_desc", "total_asc", "name_asc", "name_desc"] as const;
export type AgedSort = (typeof agedSorts)[number];

const view = {
  /** The day as of which the books are read, included; left out: today. */
  on: z.iso.date().optional(),
  show: z.enum(agedShows).default("all"),
  sort: z.enum(agedSorts).default("late_desc"),
  /** Part of a customer's name. */
  query: z.string().trim().max(100).optional(),
};
export const agedViewInput = z.strictObject(view);
export type AgedView = z.infer<typeof agedViewInput>;
export const agedInput = z.strictObject({
  ...view,
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type AgedInput = z.infer<typeof agedInput>;

const amounts = {
  /** What is owed, by the days since it was due. */
  notDue: moneySchema,
  to30: moneySchema,
  to60: moneySchema,
  to90: moneySchema,
  over90: moneySchema,
  /** The late ones of these together. */
  late: moneySchema,
  /** Paid or credited, and not used up by an invoice. */
  inFavour: moneySchema,
  /** What is owed less what is in the customer's favour: the balance of the account in the books. */
  total: moneySchema,
};
export const agedRowSchema = z.object({
  /** Null: guests, one row per name. */
  partnerId: z.string().nullable(),
  name: z.string(),
  ...amounts,
  /** Of a company that buys on account: what may be open at most, null without a limit, and what is left of it today. */
  credit: z.object({ limit: moneySchema.nullable(), left: moneySchema.nullable() }).nullable(),
});
export type AgedRow = z.infer<typeof agedRowSchema>;
const agedTotalsSchema = z.object({ currency: z.string(), customers: z.number().int(), ...amounts });
export type AgedTotals = z.infer<typeof agedTotalsSchema>;

export const agedPage = pageOf(agedRowSchema).extend({
  on: z.iso.date(),
  /** Of the whole view, per currency. */
  totals: z.array(agedTotalsSchema),
});
export type AgedPage = z.infer<typeof agedPage>;
