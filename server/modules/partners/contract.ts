import { z } from "zod";
import { localeSchema } from "#server/kernel/localized.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { isPostcode, tidyPostcode } from "./contract-postcodes.ts";

export { type EuCountry, euCountries, isPostcode, postcodeExample } from "./contract-postcodes.ts";

export const addressTypes = ["delivery", "invoice", "contact", "other"] as const;
export type AddressType = (typeof addressTypes)[number];

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{C}]*$/u);
const filled = (max: number) => line(max).min(1);

const fields = {
  type: z.enum(addressTypes),
  label: line(60).optional(),
  recipient: filled(120),
  company: line(120).optional(),
  line1: filled(120),
  line2: line(120).optional(),
  postcode: filled(12).transform(tidyPostcode),
  city: filled(80),
  region: line(80).optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: line(30).optional(),
  instructions: line(300).optional(),
  isDefault: z.boolean().optional(),
};
const postcodeFits = (address: { country: string; postcode: string }) => isPostcode(address.country, address.postcode);
const misfit = { path: ["postcode"], error: "not a postcode of this country" };

/** A new entry of the address book. */
export const createAddressInput = z.strictObject(fields).refine(postcodeFits, misfit);
/** The whole entry again: what is left out becomes empty. */
export const updateAddressInput = z.strictObject({ id: z.string().max(60), ...fields }).refine(postcodeFits, misfit);
export type AddressFields = z.infer<typeof createAddressInput>;
export const addressIdInput = z.strictObject({ id: z.string().max(60) });

export const address = z.object({
  id: z.string(),
  type: z.enum(addressTypes),
  label: z.string().nullable(),
  recipient: z.string(),
  company: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  postcode: z.string(),
  city: z.string(),
  region: z.string().nullable(),
  country: z.string(),
  phone: z.string().nullable(),
  instructions: z.string().nullable(),
  isDefault: z.boolean(),
});
export type Address = z.infer<typeof address>;

/** What a register of addresses finds for a text; without a street it is a town with one of its postcodes. */
export const foundAddressSchema = z.object({
  label: z.string(),
  line1: z.string().nullable(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
});

export const listPartnersInput = pageInput.extend({ query: z.string().trim().max(100).optional() });
export const partnerIdInput = z.strictObject({ id: z.string().max(60) });
export const partnerRow = z.object({
  id: z.string(),
  kind: z.enum(["company", "person"]),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  locale: localeSchema,
  city: z.string().nullable(),
  country: z.string().nullable(),
  orderCount: z.number().int(),
  hasAccount: z.boolean(),
  createdAt: z.string(),
});
export type PartnerRow = z.infer<typeof partnerRow>;
export const partnerPage = pageOf(partnerRow);

export const partnerDetail = partnerRow.extend({
  vatNumber: z.string().nullable(),
  siren: z.string().nullable(),
  parent: z.object({ id: z.string(), name: z.string() }).nullable(),
  contacts: z.array(
    z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
  ),
  addresses: z.array(address),
  users: z.array(z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.string().nullable() })),
  orders: z.array(
    z.object({
      number: z.string(),
      placedAt: z.string(),
      status: z.string(),
      total: z.object({ minor: z.number().int(), currency: z.string() }),
    }),
  ),
});
export type PartnerDetail = z.infer<typeof partnerDetail>;

/** Codes this module refuses with; each has a message in `app/_messages`. */
export type PartnersError = "partners.partner_not_found" | "partners.address_not_found" | "partners.address_book_full";
