import { z } from "zod";

/** How many rows a check looked at, told without telling how much is sold: at least so many, a power of ten from 100 on. */
export const atLeastSchema = z.number().int();

export const checkAreas = ["stock", "orders", "money", "books", "delivery", "record"] as const;

/** What anyone may know of a check: what was looked at, when, and whether it held. */
export const proofSchema = z.object({
  /** When every invariant was last looked at; null before the first time. */
  checkedAt: z.iso.datetime().nullable(),
  invariants: z.array(
    z.object({
      name: z.string(),
      area: z.enum(checkAreas),
      /** The query that looks for what breaks it: no secret, the program is open. */
      query: z.string(),
      checkedAt: z.iso.datetime().nullable(),
      /** 0: nothing to look at yet; 1: some; then 100, 1000, 10000… */
      rowsAtLeast: atLeastSchema,
      /** Null before the first check. */
      holds: z.boolean().nullable(),
    }),
  ),
});
export type Proof = z.infer<typeof proofSchema>;

const runSchema = z.object({
  checkedAt: z.iso.datetime(),
  rows: z.number().int(),
  violations: z.number().int(),
  durationMs: z.number().int(),
});

/** What staff see of an invariant: its last runs, the latest first, and the first few violations of the last one. */
export const checkSchema = z.object({
  name: z.string(),
  area: z.enum(checkAreas),
  cost: z.enum(["light", "full"]),
  runs: z.array(runSchema),
  details: z.array(z.record(z.string(), z.json())),
  /** When it was last found broken. */
  lastBrokenAt: z.iso.datetime().nullable(),
});
export type Check = z.infer<typeof checkSchema>;
export const checksSchema = z.array(checkSchema);

export const runChecksInput = z.strictObject({ which: z.enum(["light", "full"]).default("full") });
