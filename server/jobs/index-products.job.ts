import { z } from "zod";
import { indexProducts } from "#server/flows/search/index-products.ts";
import type { Job } from "./job.ts";

const payload = z.union([
  z.object({ productIds: z.array(z.string()) }),
  /** `stock`: nothing but stock moved. */
  z
    .object({ productId: z.string(), stock: z.boolean().default(false) })
    .transform(({ productId, stock }) => ({ productIds: [productId], announce: !stock })),
]);

/** Brings what shoppers search up to date with these products, whatever happened to them. */
export const indexProductsJob: Job = {
  name: "index-products",
  run: async (input, { log }) => {
    const { productIds, ...options } = payload.parse(input);
    log.debug(await indexProducts(productIds, options), "search index updated");
  },
};
