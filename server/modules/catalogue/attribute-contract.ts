// What can be said of products: definitions, sets, values. Browser-safe.
import { z } from "zod";
import { localizedSchema } from "#server/kernel/localized.ts";
import { unitNames } from "#server/kernel/units.ts";

/** A dimension is a length; a number may have any unit or none. Choices and colours come from a list. */
export const attributeTypes = ["text", "choice", "colour", "number", "dimension", "boolean"] as const;
export type AttributeType = (typeof attributeTypes)[number];
export const hasChoices = (type: AttributeType): boolean => type === "choice" || type === "colour";
export const hasUnit = (type: AttributeType): boolean => type === "number" || type === "dimension";

/** Lengths that dimensions are kept and shown in. */
export const dimensionUnits = ["mm", "cm", "m"] as const;

/** The name of a choice in addresses and files: "Métal brossé" → "metal-brosse"; "" when nothing Latin is left. */
export const attributeSlug = (text: string): string =>
  text
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

export const choiceSchema = z.object({ value: z.string(), label: localizedSchema, swatch: z.string().nullable() });
export type Choice = z.infer<typeof choiceSchema>;

export const attributeSchema = z.object({
  id: z.string(),
  key: z.string(),
  label: localizedSchema,
  type: z.enum(attributeTypes),
  unit: z.string().nullable(),
  localised: z.boolean(),
  filterable: z.boolean(),
  version: z.number().int(),
  choices: z.array(choiceSchema),
  /** Products that say something by it, and choices that none says. */
  products: z.number().int(),
  unusedChoices: z.array(z.string()),
});
export type Attribute = z.infer<typeof attributeSchema>;

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const label = z.strictObject({ fr: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });
const choiceValue = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Without an id a new one. The key stays for good, the type as long as products say something by it. */
export const saveAttributeInput = z.strictObject({
  id: z.string().max(40).optional(),
  version: z.number().int().optional(),
  key,
  label,
  type: z.enum(attributeTypes),
  unit: z.enum(unitNames).nullable().default(null),
  localised: z.boolean().default(true),
  filterable: z.boolean().default(false),
  choices: z
    .array(
      z.strictObject({
        value: choiceValue,
        label,
        swatch: z
          .string()
          .regex(/^#[0-9a-f]{6}$/)
          .nullable()
          .default(null),
      }),
    )
    .max(200)
    .default([]),
});
export type SaveAttributeInput = z.infer<typeof saveAttributeInput>;

export const removeAttributeInput = z.strictObject({ id: z.string().max(40), version: z.number().int() });

export const setOwnerKinds = ["family", "category"] as const;
const owner = { kind: z.enum(setOwnerKinds), id: z.string().max(40) };

/** A family or a category with what it uses itself and what comes down to it from the categories above. */
export const attributeSetSchema = z.object({
  ...owner,
  name: z.string(),
  /** How deep in the tree of categories; families are on top. */
  depth: z.number().int(),
  uses: z.array(z.object({ attributeId: z.string(), required: z.boolean() })),
  inherited: z.array(z.object({ attributeId: z.string(), required: z.boolean(), from: z.string() })),
});
export type AttributeSet = z.infer<typeof attributeSetSchema>;

/** The whole set of one family or category, in order. */
export const saveSetInput = z.strictObject({
  ...owner,
  uses: z.array(z.strictObject({ attributeId: z.string().max(40), required: z.boolean() })).max(100),
});
export type SaveSetInput = z.infer<typeof saveSetInput>;

/** What a product says by one attribute, as staff edit it. `value` is as stored, null when nothing is said. */
export const productAttributeSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(attributeTypes),
  unit: z.string().nullable(),
  localised: z.boolean(),
  /** Of the product's set: required or recommended; other: said before, of no set any more. */
  need: z.enum(["required", "recommended", "other"]),
  choices: z.array(z.object({ value: z.string(), label: z.string(), swatch: z.string().nullable() })),
  value: z.union([z.string(), z.number(), z.boolean(), localizedSchema]).nullable(),
});
export type ProductAttributeField = z.infer<typeof productAttributeSchema>;

const words = z.string().trim().max(500);
/** What is typed: text, a choice's value, yes or no, text by language, or an amount in a unit ("1.2", "m"). Null unsays it. */
export const attributeValueInput = z.union([
  words,
  z.boolean(),
  z.strictObject({ amount: z.string().regex(/^-?\d{1,9}(\.\d{1,6})?$/), unit: z.enum(unitNames).nullable() }),
  z.strictObject({ fr: words.optional(), en: words.optional() }),
  z.null(),
]);
export type AttributeValueInput = z.infer<typeof attributeValueInput>;

/** Why a value does not fit its attribute: `details.reason` of `catalogue.attribute_invalid`. */
export const attributeProblems = ["type", "choice", "unit", "range", "empty"] as const;
export type AttributeProblem = (typeof attributeProblems)[number];
