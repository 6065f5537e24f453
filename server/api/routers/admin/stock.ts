import { z } from "zod";
import { pageInput } from "#server/kernel/page.ts";
import { adjustInput, levelPage, locationSchema, movePage, transferInput } from "#server/modules/stock/contract.ts";
import { adjust, listLevels, listLocations, listMoves, transfer } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const done = z.object({ done: z.literal(true) });

export const adminStockRouter = router({
  locations: guarded("stock.level.read")
    .meta({
      openapi: { method: "GET", path: "/admin/stock/locations", tags: ["admin"], summary: "Warehouses and stores" },
    })
    .input(z.strictObject({}).optional())
    .output(z.array(locationSchema))
    .query(() => listLocations(db())),
  levels: guarded("stock.level.read")
    .meta({
      openapi: { method: "GET", path: "/admin/stock/levels", tags: ["admin"], summary: "Stock by variant and place" },
    })
    .input(pageInput.extend({ query: z.string().max(100).optional(), locationCode: z.string().max(40).optional() }))
    .output(levelPage)
    .query(({ ctx, input }) => listLevels(db(), input, ctx.locale)),
  moves: guarded("stock.level.read")
    .meta({ openapi: { method: "GET", path: "/admin/stock/moves", tags: ["admin"], summary: "The stock ledger" } })
    .input(pageInput.extend({ variantId: z.string().max(40).optional() }))
    .output(movePage)
    .query(({ input }) => listMoves(db(), input)),
  adjust: guarded("stock.level.adjust")
    .meta({
      openapi: { method: "POST", path: "/admin/stock/adjustments", tags: ["admin"], summary: "Correct a level" },
    })
    .input(adjustInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => adjust(tx, input, ctx.by));
      return { done: true };
    }),
  transfer: guarded("stock.transfer.create")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/stock/transfers",
        tags: ["admin"],
        summary: "Move stock between places",
      },
    })
    .input(transferInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => transfer(tx, input, ctx.by));
      return { done: true };
    }),
});
