import { z } from "zod";
import { planDelivery as plan } from "#server/flows/deliver-order/plan-delivery.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderId: z.string() });

/** A confirmed order: its goods are planned to leave. */
export const planDelivery: Job = {
  name: "plan-delivery",
  run: async (input, { log }) => {
    const { orderId } = payload.parse(input);
    const planned = await plan(orderId);
    if (planned.length) log.info({ orderId, planned }, "deliveries planned");
  },
};
