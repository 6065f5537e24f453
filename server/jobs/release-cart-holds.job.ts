import { releaseCartHolds } from "#server/flows/cart/release-cart-holds.ts";
import type { Job } from "./job.ts";

/** Every minute: what baskets hold past their time goes back to the shelf. */
export const releaseCartHoldsJob: Job = {
  name: "release-cart-holds",
  run: async (_, { log }) => {
    const count = await releaseCartHolds(new Date());
    if (count) log.info({ count }, "baskets gave their holds back");
  },
};
