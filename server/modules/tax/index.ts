// Tax: VAT rates by country, category and day, and the one rounding rule of documents. Owns tax_rate.
// Amounts are minor units, rates decimals as text ("0.2"); whoever makes a document asks computeTaxes.
export { type TaxCategory, taxCategories } from "./contract.ts";
export { computeTaxes, type TaxableLine, type TaxedDocument, type TaxedLine } from "./model.ts";
export { rateIn, taxRateOf, taxRates } from "./queries.ts";
