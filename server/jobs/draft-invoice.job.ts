import { z } from "zod";
import { draftInvoice as draft } from "#server/flows/invoice-order/draft-invoice.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderId: z.string() });

/** A confirmed order: its invoice waits for someone to post it. */
export const draftInvoice: Job = {
  name: "draft-invoice",
  run: async (input) => {
    await draft(payload.parse(input).orderId);
  },
};
