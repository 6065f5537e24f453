import { serveWaiting } from "#server/flows/deliver-order/serve-waiting.ts";
import type { Job } from "./job.ts";

/** Every quarter of an hour: goods that became free go to those who wait; pre-orders whose day has come leave. */
export const serveWaitingJob: Job = {
  name: "serve-waiting",
  run: async (_, { log }) => {
    const { filled, planned } = await serveWaiting();
    if (filled || planned) log.info({ filled, planned }, "waiting orders served");
  },
};
