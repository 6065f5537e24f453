// Who makes goods and who answers for them: what Regulation (EU) 2023/988 on general product safety has an offer name
// (article 19: a, manufacturer; b, the person in the Union of article 16; c, the product; d, warnings). Browser-safe.
import { z } from "zod";
import { memberStates } from "#server/kernel/european-union.ts";

/** Somebody with a postal and an electronic address. */
export const reachableSchema = z.object({
  name: z.string(),
  line1: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
  /** A mail address or a web page to write from. */
  contact: z.string(),
});
export type Reachable = z.infer<typeof reachableSchema>;

export const makerSchema = z.object({
  id: z.string(),
  ...reachableSchema.shape,
  responsible: reachableSchema.nullable(),
  version: z.number().int(),
  /** Brands whose goods it makes unless a product says otherwise. */
  brands: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Products that name it themselves. */
  products: z.number().int(),
});
export type Maker = z.infer<typeof makerSchema>;

export const makersSchema = z.object({
  makers: z.array(makerSchema),
  /** Every brand, to choose from. */
  brands: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** Outside of the Union somebody in it must answer: only then is what the law asks for complete. */
export const needsResponsible = (country: string): boolean => !memberStates.has(country);

const word = (max: number) => z.string().trim().min(1).max(max);
const contact = z
  .string()
  .trim()
  .max(200)
  .and(z.union([z.email(), z.url({ protocol: /^https?$/ })]));
const reachableInput = {
  name: word(160),
  line1: word(200),
  postcode: z.string().trim().max(16),
  city: word(100),
  country: z.string().regex(/^[A-Z]{2}$/),
  contact,
};

/** Without an id a new one. A maker outside of the Union may be kept without a person in it: its products are incomplete. */
export const saveMakerInput = z.strictObject({
  id: z.string().max(40).optional(),
  version: z.number().int().optional(),
  ...reachableInput,
  responsible: z
    .strictObject(reachableInput)
    .refine((person) => !needsResponsible(person.country), { path: ["country"] })
    .nullable()
    .default(null),
  /** All brands whose goods it makes. */
  brandIds: z.array(z.string().max(40)).max(500).default([]),
});
export type SaveMakerInput = z.infer<typeof saveMakerInput>;
export const removeMakerInput = z.strictObject({ id: z.string().max(40), version: z.number().int() });

/** What an offer says of safety; maker and person are null where nobody entered them. */
export const safetySchema = z.object({
  maker: reachableSchema.nullable(),
  responsible: reachableSchema.nullable(),
  model: z.string().nullable(),
  warnings: z.string(),
});
export type Safety = z.infer<typeof safetySchema>;
