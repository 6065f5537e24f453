import { remindPickups } from "#server/flows/collect-order/remind-pickups.ts";
import type { Job } from "./job.ts";

/** Every morning: whoever has not collected in time is written to. */
export const remindPickupsJob: Job = {
  name: "remind-pickups",
  run: async (_, { log }) => {
    const count = await remindPickups();
    if (count) log.info({ count }, "buyers were reminded of what they have not collected");
  },
};
