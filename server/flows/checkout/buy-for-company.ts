// What is asked of who buys for a company: being a buyer of it, its reference, its limits. For members alone; nobody else pays
// a statement for it. Lock: the buyer (before the cart), so that a month's limit holds for orders placed at the same moment.
import { DomainError } from "#server/kernel/errors.ts";
import type { Money } from "#server/kernel/money.ts";
import type { CompaniesError } from "#server/modules/companies/contract.ts";
import { type BuyerTerms, lockBuyer } from "#server/modules/companies/index.ts";
import type { CompanyInput } from "#server/modules/sales/contract.ts";
import { spentSince } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { CartCaller } from "../cart/change-cart.ts";

export type CompanyTerms = BuyerTerms & { named: CompanyInput };

/**
 * The terms on which a member buys for their company, read under their lock. Throws DomainError forbidden
 * `companies.not_a_buyer` (a member no longer, or without that role), unprocessable `companies.reference_required`.
 */
export async function companyTerms(
  tx: Tx,
  caller: Pick<CartCaller, "userId" | "companyId">,
  input: { reference?: string | undefined },
): Promise<CompanyTerms> {
  const terms = await lockBuyer(tx, { userId: caller.userId ?? "", partnerId: caller.companyId ?? "" });
  if (!terms) throw new DomainError<CompaniesError>("forbidden", "companies.not_a_buyer");
  if (terms.referenceRequired && !input.reference) {
    throw new DomainError<CompaniesError>("unprocessable", "companies.reference_required");
  }
  const { name, vatNumber, siren } = terms;
  return {
    ...terms,
    named: { name, ...(vatNumber && { vatNumber }), ...(siren && { registration: siren }) },
  };
}

const monthOf = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));

/** The limit that a total goes beyond, in minor units; null when it stays within all of them. */
export async function limitPassed(
  tx: Tx,
  terms: BuyerTerms,
  { caller, total, now }: { caller: Pick<CartCaller, "userId" | "companyId">; total: Money; now: Date },
): Promise<number | null> {
  const { orderLimitMinor, monthLimitMinor } = terms;
  if (orderLimitMinor !== null && total.minor > orderLimitMinor) return orderLimitMinor;
  if (monthLimitMinor === null) return null;
  const { userId, companyId } = caller;
  const spent = await spentSince(tx, { userId: userId ?? "", partnerId: companyId ?? "" }, monthOf(now));
  return spent + total.minor > monthLimitMinor ? monthLimitMinor : null;
}

/** Throws DomainError unprocessable `companies.approval_needed` { limitMinor, totalMinor, currency }. */
export async function assertWithinLimits(
  tx: Tx,
  terms: BuyerTerms,
  order: Parameters<typeof limitPassed>[2],
): Promise<void> {
  const limitMinor = await limitPassed(tx, terms, order);
  if (limitMinor === null) return;
  const { minor: totalMinor, currency } = order.total;
  throw new DomainError<CompaniesError>("unprocessable", "companies.approval_needed", {
    limitMinor,
    totalMinor,
    currency,
  });
}
