import { z } from "zod";
import { indexOrders } from "#server/modules/sales/index.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderIds: z.array(z.string()) });

/** Orders were placed or changed: lets staff and buyers find them by what they say now. */
export const indexOrdersJob: Job = {
  name: "index-orders",
  run: async (input, { db }) => {
    await indexOrders(db, payload.parse(input).orderIds);
  },
};
