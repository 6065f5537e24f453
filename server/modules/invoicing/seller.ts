import { env } from "#server/platform/env.ts";
import type { Seller } from "./contract.ts";

/**
 * The house as invoices name it. The defaults are those of the demo shop: a company that does not exist, with identifiers
 * made of zeros that no register gives out. A real shop sets SELLER_* (see .env.example); posted invoices keep their copy.
 */
export function seller(): Seller {
  const e = env();
  return {
    name: e.SELLER_NAME,
    legalForm: e.SELLER_LEGAL_FORM,
    line1: e.SELLER_LINE1,
    postcode: e.SELLER_POSTCODE,
    city: e.SELLER_CITY,
    country: e.SELLER_COUNTRY,
    siren: e.SELLER_SIREN,
    rcs: e.SELLER_RCS,
    vatNumber: e.SELLER_VAT_NUMBER,
    email: e.SELLER_EMAIL,
    phone: e.SELLER_PHONE,
    iban: e.SELLER_IBAN ?? null,
  };
}
