import { z } from "zod";
import { listBrands, listMakers, removeMaker, saveMaker } from "#server/modules/catalogue/index.ts";
import { makersSchema, removeMakerInput, saveMakerInput } from "#server/modules/catalogue/maker-contract.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["admin"];

/** Who makes goods and answers for them. */
export const adminMakersRouter = router({
  list: guarded("catalogue.product.read")
    .meta({ openapi: { method: "GET", path: "/admin/makers", tags, summary: "Makers of goods" } })
    .input(z.strictObject({}).optional())
    .output(makersSchema)
    .query(async () => ({ makers: await listMakers(db()), brands: await listBrands(db()) })),

  save: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/makers", tags, summary: "Add or change a maker" } })
    .input(saveMakerInput)
    .output(z.object({ id: z.string(), version: z.number().int() }))
    .mutation(({ ctx, input }) => inTx((tx) => saveMaker(tx, input, ctx.by))),

  remove: guarded("catalogue.product.write")
    .meta({ openapi: { method: "POST", path: "/admin/makers/remove", tags, summary: "Remove a maker of nothing" } })
    .input(removeMakerInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeMaker(tx, input, ctx.by));
      return {};
    }),
});
