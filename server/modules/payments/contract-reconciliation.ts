import { z } from "zod";
import { pageInput } from "../../kernel/page.ts";
import { differenceKinds } from "./compare.ts";

export const findingOutcomes = ["flagged", "repaired", "resolved"] as const;

export const runSchema = z.object({
  id: z.string(),
  provider: z.string(),
  since: z.iso.datetime(),
  compared: z.number().int(),
  repaired: z.number().int(),
  flagged: z.number().int(),
  failure: z.string().nullable(),
  /** null: by the clock */
  by: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ReconciliationRun = z.infer<typeof runSchema>;

export const findingSchema = z.object({
  id: z.string(),
  kind: z.enum(differenceKinds),
  outcome: z.enum(findingOutcomes),
  providerRef: z.string().nullable(),
  paymentId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  details: z.record(z.string(), z.json()),
  note: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ReconciliationFinding = z.infer<typeof findingSchema>;

export const findingsInput = pageInput.extend({ outcome: z.enum(findingOutcomes).optional() });
export const startRunInput = z.strictObject({
  /** How far back the provider is asked. */
  days: z.number().int().min(1).max(90).default(8),
});
export const resolveFindingInput = z.strictObject({ id: z.string().max(40), note: z.string().trim().min(3).max(500) });
