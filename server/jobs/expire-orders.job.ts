import { expireOrders } from "#server/flows/checkout/expire-orders.ts";
import { expireChanges } from "#server/flows/edit-order/give-up-change.ts";
import type { Job } from "./job.ts";

/** Every minute: unpaid orders and unpaid changes of orders, past their hold, give their stock back. */
export const expireOrdersJob: Job = {
  name: "expire-orders",
  run: async (_, { log }) => {
    const count = await expireOrders(new Date());
    if (count) log.info({ count }, "orders expired");
    const changes = await expireChanges(new Date());
    if (changes) log.info({ count: changes }, "changes of orders expired");
  },
};
