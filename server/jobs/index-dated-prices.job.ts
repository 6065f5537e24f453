import { indexDatedPrices } from "#server/flows/search/index-dated-prices.ts";
import type { Job } from "./job.ts";

/** Has lists and searches sort and filter by prices that began or ended in the last minutes. */
export const indexDatedPricesJob: Job = {
  name: "index-dated-prices",
  run: async (_, { log }) => {
    log.debug(await indexDatedPrices(new Date()), "dated prices indexed");
  },
};
