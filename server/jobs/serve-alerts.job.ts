import { z } from "zod";
import { serveAlerts } from "#server/flows/stock-alerts/serve-alerts.ts";
import type { Job } from "./job.ts";

const payload = z.object({ variantIds: z.array(z.string()).optional() });

/** Stock changed, or time passed: whoever waits for what may be ordered again is told. Without variants, of all. */
export const serveAlertsJob: Job = {
  name: "serve-alerts",
  run: async (given, { log }) => {
    const told = await serveAlerts(payload.parse(given ?? {}).variantIds ?? null);
    if (told) log.info({ told }, "told that goods are back");
  },
};
