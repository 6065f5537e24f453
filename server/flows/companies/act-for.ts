// For whom a member buys: a company, or themselves (account.company.own). One transaction; locks: their open baskets,
// which are for the same from then on.
import { DomainError } from "#server/kernel/errors.ts";
import type { CompaniesError } from "#server/modules/companies/contract.ts";
import { rolesOf } from "#server/modules/companies/index.ts";
import { setActsFor } from "#server/modules/identity/index.ts";
import { setCartPartner } from "#server/modules/sales/index.ts";
import { inTx } from "#server/platform/tx.ts";

/** Switches whom a user buys for. Throws not_found `companies.company_not_found` for a company they do not belong to. */
export function actFor(userId: string | null, companyId: string | null): Promise<void> {
  return inTx(async (tx) => {
    if (!userId) throw new DomainError("unauthenticated", "sign_in_required");
    const belongs = companyId === null || (await rolesOf(tx, { userId, partnerId: companyId })).length > 0;
    if (!belongs) throw new DomainError<CompaniesError>("not_found", "companies.company_not_found");
    await setActsFor(tx, { userId, partnerId: companyId });
    const { partnerId } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { partnerId: true } });
    await setCartPartner(tx, { userId, partnerId: companyId ?? partnerId });
  });
}
