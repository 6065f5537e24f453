import { DomainError } from "#server/kernel/errors.ts";
import type { AddressInput, CompanyInput } from "#server/modules/sales/contract.ts";
import { isFrenchCompanyNumber, isVatNumber, tidyVatNumber } from "#server/modules/tax/index.ts";

/** A billing address with the numbers that a company's invoice bears, as the order keeps it. */
export type CompanyBill = AddressInput & { vatNumber?: string; siren?: string; siret?: string };

/**
 * Where the bill of an order goes, and to which company. Throws DomainError invalid `tax.vat_number_malformed`,
 * `tax.company_number_malformed` for numbers that cannot exist.
 */
export function companyBill(address: AddressInput, company: CompanyInput | undefined): CompanyBill {
  if (!company) return address;
  const vatNumber = company.vatNumber && tidyVatNumber(company.vatNumber);
  if (vatNumber && !isVatNumber(vatNumber)) throw new DomainError("invalid", "tax.vat_number_malformed");
  const registration = company.registration?.replace(/\s/g, "");
  if (registration && !isFrenchCompanyNumber(registration)) {
    throw new DomainError("invalid", "tax.company_number_malformed");
  }
  return {
    ...address,
    company: company.name,
    ...(vatNumber && { vatNumber }),
    ...(registration && { siren: registration.slice(0, 9) }),
    ...(registration?.length === 14 && { siret: registration }),
  };
}
