import { z } from "zod";

/** Categories of goods as tax knows them; a product carries one of them. */
export const taxCategories = ["standard", "intermediate", "reduced", "super_reduced", "zero"] as const;
export type TaxCategory = (typeof taxCategories)[number];

export const taxErrorCodes = [
  "tax.country_unknown",
  "tax.vat_number_malformed",
  "tax.company_number_malformed",
] as const;

/** standard, or reverse_charge: the buyer, a company of another member state, accounts for the VAT itself. */
export const taxTreatments = ["standard", "reverse_charge"] as const;
export type TaxTreatment = { kind: (typeof taxTreatments)[number]; vatCheckId: string | null };

/** What a register said about a VAT number. `unchecked`: it gave no answer. */
export const vatCheckSchema = z.object({
  id: z.string(),
  vatNumber: z.string(),
  status: z.enum(["valid", "invalid", "unchecked"]),
  /** The company's name, where its member state tells it. */
  name: z.string().nullable(),
  checkedAt: z.iso.datetime(),
});
export type VatCheck = z.infer<typeof vatCheckSchema>;
