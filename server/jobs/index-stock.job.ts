import { z } from "zod";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import type { Job } from "./job.ts";

const payload = z.object({ variantIds: z.array(z.string()) });

/** Stock of a popular product moves many times a second: the index hears of it at most this often. */
const pauseMs = 1_000;

/** Stock moved: has the products looked at again shortly, once however many moves come in between. */
export const indexStockJob: Job = {
  name: "index-stock",
  run: async (input) => {
    const { variantIds } = payload.parse(input);
    await inTx(async (tx) => {
      const products = await tx.variant.findMany({
        where: { id: { in: variantIds } },
        distinct: ["productId"],
        select: { productId: true },
        orderBy: { productId: "asc" },
      });
      for (const { productId } of products) {
        enqueue(
          tx,
          "index-products",
          { productId, stock: true },
          {
            key: `index-stock:${productId}`,
            runAt: new Date(Date.now() + pauseMs),
            keepTime: true,
          },
        );
      }
    });
  },
};
