import { expireOrders } from "#server/flows/checkout/expire-orders.ts";
import type { Job } from "./job.ts";

/** Every minute: unpaid orders past their hold give their stock back. */
export const expireOrdersJob: Job = {
  name: "expire-orders",
  run: async (_, { log }) => {
    const count = await expireOrders(new Date());
    if (count) log.info({ count }, "orders expired");
  },
};
