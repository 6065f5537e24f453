/** Categories of goods as tax knows them; a product carries one of them. */
export const taxCategories = ["standard", "intermediate", "reduced", "super_reduced", "zero"] as const;
export type TaxCategory = (typeof taxCategories)[number];

export const taxErrorCodes = ["tax.country_unknown"] as const;
