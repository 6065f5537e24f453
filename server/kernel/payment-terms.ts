import { z } from "zod";

/**
 * When an invoice on account is due. `net_30`: so many days after its date. `eom_45`: so many days after its date, then the
 * last day of that month. Code de commerce, article L441-10 I: at most 60 days from the date of the invoice, or 45 days end
 * of month where the contract says so.
 */
export const paymentTermsSchema = z
  .string()
  .regex(/^(net_([0-9]|[1-5][0-9]|60)|eom_([0-9]|[1-3][0-9]|4[0-5]))$/)
  .transform((text) => text as PaymentTerms);
export type PaymentTerms = `net_${number}` | `eom_${number}`;

/** Those that staff choose from; `net_0` is due at once. */
export const usualTerms = ["net_0", "net_15", "net_30", "net_45", "net_60", "eom_30", "eom_45"] as const;

export type TermsParts = { days: number; endOfMonth: boolean };

/** What terms consist of. Throws ZodError for others than the law allows. */
export function partsOf(terms: string): TermsParts {
  const [kind, days] = paymentTermsSchema.parse(terms).split("_");
  return { days: Number(days), endOfMonth: kind === "eom" };
}

/**
 * The day (YYYY-MM-DD) an invoice of a day is due. Days are business days as the books know them (Europe/Paris), so that no
 * clock and no zone is involved. Throws ZodError.
 */
export function dueDateOf(terms: string, issueDate: string): string {
  const { days, endOfMonth } = partsOf(terms);
  const day = new Date(`${issueDate}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  if (endOfMonth) day.setUTCMonth(day.getUTCMonth() + 1, 0);
  return day.toISOString().slice(0, 10);
}
