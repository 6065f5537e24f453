// How complete a product is, and what it lacks. Browser-safe.
import { z } from "zod";
import { localeSchema } from "#server/kernel/localized.ts";

export const gapCodes = [
  "name",
  "description",
  "attribute",
  "photo",
  "alt",
  "price",
  "tax",
  "weight",
  "stock",
  "maker",
  "responsible",
  "warnings",
] as const;

export const gapSchema = z.object({
  code: z.enum(gapCodes),
  /** The language it lacks; null when it concerns all. */
  locale: localeSchema.nullable(),
  /** Of an attribute. */
  key: z.string().nullable(),
});
export type Gap = z.infer<typeof gapSchema>;

export const completenessSchema = z.object({
  /** Whole percent. */
  score: z.number().int(),
  byLocale: z.object({ fr: z.number().int(), en: z.number().int() }),
  gaps: z.array(gapSchema),
});
export type Completeness = z.infer<typeof completenessSchema>;

/** Below this a product is published only after a warning. */
export const publishFrom = 80;

/** A gap in one word, as lists keep it: "attribute.material", "alt.en". */
export const gapText = ({ code, locale, key }: Gap): string => [code, key, locale].filter(Boolean).join(".");
