import { z } from "zod";
import { executeRefund } from "#server/flows/refund-payment/execute-refund.ts";
import type { Job } from "./job.ts";

const payload = z.object({ refundId: z.string() });

/** Carries a booked refund out at the provider. */
export const executeRefundJob: Job = {
  name: "execute-refund",
  run: async (input) => executeRefund(payload.parse(input).refundId, new Date()),
};
