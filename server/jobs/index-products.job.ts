import { z } from "zod";
import { indexProducts } from "#server/flows/search/index-products.ts";
import type { Job } from "./job.ts";

const payload = z.union([
  z.object({ productIds: z.array(z.string()) }),
  z.object({ productId: z.string() }).transform(({ productId }) => ({ productIds: [productId] })),
]);

/** Brings what shoppers search up to date with these products, whatever happened to them. */
export const indexProductsJob: Job = {
  name: "index-products",
  run: async (input, { log }) => {
    const { productIds } = payload.parse(input);
    log.debug(await indexProducts(productIds), "search index updated");
  },
};
