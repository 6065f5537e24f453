import { trackParcels } from "#server/flows/deliver-order/track-parcels.ts";
import type { Job } from "./job.ts";

/** Every minute: carriers are asked where the parcels are. */
export const trackParcelsJob: Job = {
  name: "track-parcels",
  run: async (_, { log }) => {
    const count = await trackParcels();
    if (count) log.info({ count }, "carriers told of parcels");
  },
};
