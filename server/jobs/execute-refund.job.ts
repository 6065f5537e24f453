import { z } from "zod";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { executeRefund } from "#server/flows/refund-payment/execute-refund.ts";
import type { Job } from "./job.ts";

const payload = z.object({
  refundId: z.string(),
  /** What the provider said of it by itself. */
  said: z
    .object({
      providerRef: z.string(),
      status: z.enum(["pending", "succeeded", "failed"]),
      failureCode: z.string().nullable(),
    })
    .optional(),
});

/** Carries a booked refund out at the provider. */
export const executeRefundJob: Job = {
  name: "execute-refund",
  run: async (input) => {
    const { refundId, said } = payload.parse(input);
    await executeRefund(refundId, new Date(), paymentProvider, said);
  },
};
