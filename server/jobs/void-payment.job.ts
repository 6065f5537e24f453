import { z } from "zod";
import { voidPayment } from "#server/flows/capture-payment/void-payment.ts";
import type { Job } from "./job.ts";

const payload = z.object({ paymentId: z.string() });

/** Lets held money go that nobody owes. */
export const voidPaymentJob: Job = {
  name: "void-payment",
  run: async (input) => voidPayment(payload.parse(input).paymentId, new Date()),
};
