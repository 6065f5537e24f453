// What the drift auditor found in the search index. Browser-safe.
import { z } from "zod";

export const searchAuditSchema = z.object({
  id: z.string(),
  engine: z.string(),
  startedAt: z.iso.datetime(),
  tookMs: z.number().int(),
  /** Products held against the index, in both directions. */
  sampled: z.number().int(),
  missing: z.number().int(),
  stale: z.number().int(),
  /** In the index, though not for sale. */
  extra: z.number().int(),
  repaired: z.number().int(),
  /** Age of the oldest change that waited to be indexed. */
  lagMs: z.number().int(),
  /** Why the engine could not be looked at; null: it could. */
  failure: z.string().nullable(),
});
export type SearchAudit = z.infer<typeof searchAuditSchema>;

/** An engine with its latest looks, the last one first. */
export const searchDriftSchema = z.array(z.object({ engine: z.string(), audits: z.array(searchAuditSchema) }));
