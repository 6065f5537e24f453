import { z } from "zod";
import { scoreProducts } from "#server/flows/edit-product/score-products.ts";
import type { Job } from "./job.ts";

const payload = z.object({ productIds: z.array(z.string()).optional(), productId: z.string().optional() });

/** How complete products are: of those that changed, or of all. */
export const scoreProductsJob: Job = {
  name: "score-products",
  run: async (input, { log }) => {
    const { productIds, productId } = payload.parse(input ?? {});
    const ids = productIds ?? (productId ? [productId] : null);
    log.debug({ products: await scoreProducts(ids) }, "completeness computed");
  },
};
