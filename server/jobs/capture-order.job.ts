import { z } from "zod";
import { captureOrder } from "#server/flows/capture-payment/capture-order.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderId: z.string() });

/** A delivery has left: what is held for its order is taken. Nothing to do where money is taken at once. */
export const captureOrderJob: Job = {
  name: "capture-order",
  run: async (input) => captureOrder(payload.parse(input).orderId, new Date()),
};
