// Opening a company's account (account.company.own). The register of VAT numbers is asked before, outside of any transaction;
// partner, account and first administrator are written in one. No lock.
import { DomainError } from "#server/kernel/errors.ts";
import { openAccount } from "#server/modules/companies/index.ts";
import { setActsFor } from "#server/modules/identity/index.ts";
import { createPartner } from "#server/modules/partners/index.ts";
import { isFrenchCompanyNumber } from "#server/modules/tax/index.ts";
import type { By } from "#server/platform/audit.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import { checkVatNumber } from "../checkout/check-vat.ts";

/**
 * Opens an account and lets its founder buy for it. A number that the register does not know is kept as such: sales are
 * taxed as usual. Returns the company's id. Throws DomainError invalid `tax.vat_number_malformed`,
 * `tax.company_number_malformed`; rate_limited (five a day).
 */
export async function openCompany(
  input: { name: string; vatNumber?: string | undefined; registration?: string | undefined },
  caller: { by: By; locale: string },
  now: Date,
): Promise<string> {
  const { by, locale } = caller;
  const { userId } = by;
  if (!userId) throw new DomainError("unauthenticated", "sign_in_required");
  await limitRate(`company-open:${userId}`, 5, 86_400);
  const registration = input.registration?.replace(/\s/g, "");
  if (registration && !isFrenchCompanyNumber(registration)) {
    throw new DomainError("invalid", "tax.company_number_malformed");
  }
  const check = input.vatNumber ? await checkVatNumber({ vatNumber: input.vatNumber }, now) : null;
  return inTx(async (tx) => {
    const partnerId = await createPartner(
      tx,
      {
        kind: "company",
        name: input.name,
        locale,
        vatNumber: check?.vatNumber ?? null,
        siren: registration?.slice(0, 9) ?? null,
      },
      by,
    );
    await openAccount(tx, { partnerId, userId, currency: "EUR", vatCheckId: check?.id ?? null }, by);
    await setActsFor(tx, { userId, partnerId });
    return partnerId;
  });
}
