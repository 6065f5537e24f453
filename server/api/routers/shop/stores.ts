import { findStores } from "#server/flows/find-stores/find-stores.ts";
import { storesInput, storesSchema } from "#server/modules/stock/contract-stores.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

export const storesRouter = router({
  list: guarded("shop.stock.read")
    .meta({
      openapi: {
        method: "GET",
        path: "/stores",
        tags: ["shop"],
        summary: "Stores, the nearest first, with what they have of an article",
      },
    })
    .input(storesInput)
    .output(storesSchema)
    .query(({ ctx, input }) => findStores(db(), ctx, input, new Date())),
});
