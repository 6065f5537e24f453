import { z } from "zod";
import { expireAndWarn } from "#server/flows/loyalty/expire-points.ts";
import { maturePoints } from "#server/flows/loyalty/mature-points.ts";
import { settlePoints } from "#server/flows/loyalty/settle-points.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderId: z.string() });

/** Something happened to an order: what it earns and what comes back follows. */
export const settlePointsJob: Job = {
  name: "settle-points",
  run: async (input) => settlePoints(payload.parse(input).orderId, new Date()),
};

/** Every hour: points of orders that nobody may send back any more may be spent. */
export const maturePointsJob: Job = {
  name: "mature-points",
  run: async (_, { log }) => {
    const orders = await maturePoints(new Date());
    if (orders) log.info({ orders }, "points of orders may be spent");
  },
};

/** Every morning: points past their time go, and their holders hear of it a month before. */
export const expirePointsJob: Job = {
  name: "expire-points",
  run: async (_, { log }) => {
    const done = await expireAndWarn(new Date());
    if (done.expired + done.warned > 0) log.info(done, "points expired, and were announced to expire");
  },
};
