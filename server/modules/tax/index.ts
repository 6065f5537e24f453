// Tax: VAT rates by country, category and day, the one rounding rule of documents, and what registers said of VAT numbers.
// Owns tax_rate and vat_check.
// Amounts are minor units, rates decimals as text ("0.2"); whoever makes a document asks computeTaxes.
export { type TaxCategory, taxCategories } from "./contract.ts";
export { isFrenchCompanyNumber, isVatNumber, tidyVatNumber, vatCountry } from "./contract-vat.ts";
export { computeTaxes, type TaxableLine, type TaxedDocument, type TaxedLine, withoutTax } from "./model.ts";
export { rateIn, taxRateOf, taxRates } from "./queries.ts";
export { recentVatCheck, recordVatCheck, taxTreatmentOf } from "./vat-checks.ts";
