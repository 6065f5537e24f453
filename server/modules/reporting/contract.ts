import { z } from "zod";

const money = z.object({ minor: z.number().int(), currency: z.string() });

/** What needs someone today. Figures that a reader's role does not cover are null. */
export const homeSchema = z.object({
  ordersToday: z.number(),
  revenueToday: money,
  awaitingPayment: z.number(),
  toPick: z.number(),
  toShip: z.number(),
  late: z.number(),
  toInvoice: z.number(),
  failedJobs: z.number(),
  lowStock: z.array(
    z.object({
      variantId: z.string(),
      sku: z.string(),
      name: z.string(),
      available: z.number(),
      mediaKey: z.string().nullable(),
    }),
  ),
});
export type Home = z.infer<typeof homeSchema>;

export const deadLetterSchema = z.object({
  id: z.string(),
  task: z.string(),
  payload: z.json(),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const auditRowSchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string().nullable(),
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string() }),
  data: z.json(),
});
