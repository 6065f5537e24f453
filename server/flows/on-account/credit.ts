// Buying on account: what a company may still order before it pays, decided under its account's lock so that two orders
// placed at the same moment cannot both take the last of it. Lock: credit (after the cart, before the order).
import { DomainError } from "#server/kernel/errors.ts";
import type { PaymentTerms } from "#server/kernel/payment-terms.ts";
import type { CompaniesError } from "#server/modules/companies/contract.ts";
import { creditTerms, lockCredit } from "#server/modules/companies/index.ts";
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
 * What a company's orders on account leave open, in minor units: of an invoiced order what its papers and its money leave
 * (as in the books), of another what it will cost less what was paid. What was paid too much for one order pays no other.
 */
async function openOnAccount(db: Db, partnerId: string, currency: string): Promise<number> {
  const [row] = await db.$queryRaw<{ open: number }[]>`
    SELECT coalesce(sum(greatest(0, CASE WHEN i.issued IS NULL
      THEN o.total_minor - coalesce(p.captured, 0) + coalesce(p.surplus, 0)
      ELSE i.issued - coalesce(p.captured, 0) + coalesce(p.refunded, 0) END)), 0)::float8 AS open
    FROM sales_order o
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
    WHERE o.partner_id = ${partnerId} AND o.payment_method = 'account' AND o.payment_status <> 'paid'
      AND o.status IN ('confirmed', 'completed') AND o.currency = ${currency}`;
  return row?.open ?? 0;
}

/** A company's credit as it stands, for reading; null when it does not buy on account. */
export async function readCredit(db: Db, partnerId: string): Promise<Credit | null> {
  const found = await creditTerms(db, partnerId);
  return found && { ...found, openMinor: await openOnAccount(db, partnerId, found.currency) };
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
  const openMinor = await openOnAccount(tx, partnerId, currency);
  if (openMinor + order.totalMinor > limitMinor) {
    throw new DomainError<CompaniesError>("unprocessable", "companies.credit_exceeded", {
      ...{ limitMinor, openMinor, currency },
    });
  }
  return terms;
}
