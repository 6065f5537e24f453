import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { facetSchema, filtersSchema, mediaSchema, productCardSchema, withoutSchema } from "./contract.ts";
import { searchSorts } from "./search-port.ts";

/** What people type is short; what machines send is cut here. */
const queryText = z.string().max(200);

export const searchInput = z.strictObject({
  query: queryText.default(""),
  filters: filtersSchema.optional(),
  sort: z.enum(searchSorts).default("relevance"),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(60).default(24),
});
export type SearchInput = z.infer<typeof searchInput>;

export const searchPageSchema = z.object({
  items: z.array(productCardSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  /** With the first page only. */
  facets: z.array(facetSchema),
  without: z.array(withoutSchema),
  /** What was searched instead of what was typed; null when nothing was corrected. */
  correctedQuery: z.string().nullable(),
  /** False when no product has all that was typed: these come near. */
  complete: z.boolean(),
  /** Which engine answered. */
  engine: z.string(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;

// Back office

/** One word or phrase: letters or digits, whatever else stands around them. */
const term = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/[\p{L}\p{N}]/u);

export const synonymSchema = z.object({
  id: z.string(),
  terms: z.array(z.string()),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type Synonym = z.infer<typeof synonymSchema>;

/** Without an id a new group; with one, `version` is the one that was read. */
export const saveSynonymsInput = z.strictObject({
  id: z.string().optional(),
  version: z.number().int().optional(),
  terms: z.array(term).min(2).max(20),
});
export type SaveSynonymsInput = z.infer<typeof saveSynonymsInput>;

export const removeSynonymsInput = z.strictObject({ id: z.string(), version: z.number().int() });

export const suggestInput = z.strictObject({ query: queryText });

export const suggestionsSchema = z.object({
  products: z.array(
    z.object({
      ...{ id: z.string(), slug: z.string(), name: z.string() },
      ...{ media: mediaSchema.nullable(), price: moneySchema },
    }),
  ),
  categories: z.array(z.object({ slug: z.string(), name: z.string() })),
  /** What others searched for with success and that begins like this. */
  queries: z.array(z.string()),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;
