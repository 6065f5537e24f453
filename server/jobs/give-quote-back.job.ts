import { z } from "zod";
import { giveQuoteBack } from "#server/flows/quotes/take-quote.ts";
import type { Job } from "./job.ts";

const payloadSchema = z.object({ orderId: z.string() });

/** After an order was given up unpaid: a quote that had become it may be accepted again. */
export const giveQuoteBackJob: Job = {
  name: "give-quote-back",
  run: (payload) => giveQuoteBack(payloadSchema.parse(payload).orderId, new Date()),
};
