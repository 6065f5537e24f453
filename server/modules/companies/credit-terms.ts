import type { PaymentTerms } from "#server/kernel/payment-terms.ts";
import { type Db, Prisma } from "#server/platform/db.ts";

export type CreditTerms = { terms: PaymentTerms; limitMinor: number | null; currency: string };

/** The account of a company that has terms; `lockCredit` reads the same. */
export const creditOf = (partnerId: string): Prisma.Sql => Prisma.sql`
  SELECT partner_id AS id, payment_terms AS terms, credit_limit_minor::float8 AS "limitMinor", currency::text AS currency
  FROM company_account WHERE partner_id = ${partnerId} AND payment_terms IS NOT NULL`;

/** On which terms a company buys on account, and how far (minor units; null: no limit); null when it does not. */
export async function creditTerms(db: Db, partnerId: string): Promise<CreditTerms | null> {
  const [row] = await db.$queryRaw<CreditTerms[]>`${creditOf(partnerId)}`;
  return row ?? null;
}

/** The same of several companies; those that do not buy on account are left out. */
export const creditTermsOf = (db: Db, partnerIds: readonly string[]) =>
  db.$queryRaw<(CreditTerms & { partnerId: string })[]>`
    SELECT partner_id AS "partnerId", payment_terms AS terms, credit_limit_minor::float8 AS "limitMinor",
      currency::text AS currency
    FROM company_account WHERE partner_id = ANY(${[...partnerIds]}) AND payment_terms IS NOT NULL`;
