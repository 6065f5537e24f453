// Buying on account: what a company may still order before it pays, decided under its account's lock so that two orders
// placed at the same moment cannot both take the last of it. Lock: credit (after the cart, before the order).
import { DomainError } from "#server/kernel/errors.ts";
import type { PaymentTerms } from "#server/kernel/payment-terms.ts";
import type { CompaniesError } from "#server/modules/companies/contract.ts";
import { creditTerms, creditTermsOf, lockCredit } from "#server/modules/companies/index.ts";
import type { Db, Tx } from "#server/platform/db.ts";

/** Where an account stands, in minor units of its currency. */
export type Credit = {
  terms: PaymentTerms;
  currency: string;
  limitMinor: number | null;
  /** Owed and ordered together. */
  openMinor: number;
};

/**
 * What orders on account leave open, by company and in the currency of its account, in minor units: of an invoiced order what
 * its papers and its money leave (as in the books), of another what it will cost less what was paid. What was paid too much
 * for one order pays no other.
 */
async function openOnAccount(db: Db, partnerIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ partnerId: string; open: number }[]>`
    SELECT o.partner_id AS "partnerId", sum(greatest(0, CASE WHEN i.issued IS NULL
      THEN o.total_minor - coalesce(p.captured, 0) + coalesce(p.surplus, 0)
      ELSE i.issued - coalesce(p.captured, 0) + coalesce(p.refunded, 0) END))::float8 AS open
    FROM sales_order o
    JOIN company_account a ON a.partner_id = o.partner_id AND a.currency = o.currency
    LEFT JOIN LATERAL (
      SELECT sum(CASE kind WHEN 'invoice' THEN total_minor ELSE -total_minor END) AS issued
      FROM invoice WHERE order_id = o.id AND status = 'posted'
    ) i ON true
    LEFT JOIN LATERAL (
      SELECT sum(p.captured_minor) AS captured, sum(r.refunded) AS refunded, sum(r.surplus) AS surplus
      FROM payment p LEFT JOIN LATERAL (
        SELECT sum(amount_minor) FILTER (WHERE status = 'succeeded') AS refunded,
          sum(amount_minor) FILTER (WHERE kind = 'surplus' AND status <> 'failed') AS surplus
        FROM refund WHERE payment_id = p.id
      ) r ON true
      WHERE p.order_id = o.id AND p.status = 'captured'
    ) p ON true
    WHERE o.partner_id = ANY(${[...partnerIds]}) AND o.payment_method = 'account' AND o.payment_status <> 'paid'
      AND o.status IN ('confirmed', 'completed')
    GROUP BY o.partner_id`;
  return new Map(rows.map((row) => [row.partnerId, row.open]));
}
const openOf = async (db: Db, partnerId: string): Promise<number> =>
  (await openOnAccount(db, [partnerId])).get(partnerId) ?? 0;

/** A company's credit as it stands, for reading; null when it does not buy on account. */
export async function readCredit(db: Db, partnerId: string): Promise<Credit | null> {
  const found = await creditTerms(db, partnerId);
  return found && { ...found, openMinor: await openOf(db, partnerId) };
}

/** The same of several companies; those that do not buy on account are not in it. Two statements at most. */
export async function readCredits(db: Db, partnerIds: readonly string[]): Promise<Map<string, Credit>> {
  const terms = await creditTermsOf(db, partnerIds);
  if (terms.length === 0) return new Map();
  const open = await openOnAccount(
    db,
    terms.map(({ partnerId }) => partnerId),
  );
  return new Map(
    terms.map(({ partnerId, ...found }) => [partnerId, { ...found, openMinor: open.get(partnerId) ?? 0 }]),
  );
}

/**
 * Locks a company's credit and makes sure that another `totalMinor` fits into it; the terms that hold. Throws DomainError
 * unprocessable `payments.method_not_offered` (no terms, or in another currency) and `companies.credit_exceeded`
 * { limitMinor, openMinor, currency }.
 */
export async function takeCredit(
  tx: Tx,
  partnerId: string | null | undefined,
  order: { totalMinor: number; currency: string },
): Promise<PaymentTerms> {
  const found = partnerId ? await lockCredit(tx, partnerId) : null;
  if (!found || !partnerId || found.currency !== order.currency) {
    throw new DomainError("unprocessable", "payments.method_not_offered", { offered: [] });
  }
  const { terms, limitMinor, currency } = found;
  if (limitMinor === null) return terms;
  const openMinor = await openOf(tx, partnerId);
  if (openMinor + order.totalMinor > limitMinor) {
    throw new DomainError<CompaniesError>("unprocessable", "companies.credit_exceeded", {
      ...{ limitMinor, openMinor, currency },
    });
  }
  return terms;
}
