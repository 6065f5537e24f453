import { z } from "zod";
import { listSynonyms, removeSynonyms, saveSynonyms } from "#server/modules/catalogue/index.ts";
import { removeSynonymsInput, saveSynonymsInput, synonymSchema } from "#server/modules/catalogue/search-contract.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["admin"];

/** Words that find one another in search. */
export const adminSynonymsRouter = router({
  list: guarded("catalogue.product.write")
    .meta({ openapi: { method: "GET", path: "/admin/synonyms", tags, summary: "Synonyms of search" } })
    .input(z.strictObject({}).optional())
    .output(z.array(synonymSchema))
    .query(() => listSynonyms(db())),

  save: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/synonyms", tags, summary: "Add or change synonyms" } })
    .input(saveSynonymsInput)
    .output(z.object({ id: z.string(), version: z.number().int() }))
    .mutation(({ ctx, input }) => inTx((tx) => saveSynonyms(tx, input, ctx.by))),

  remove: guarded("catalogue.product.write")
    .meta({ openapi: { method: "POST", path: "/admin/synonyms/remove", tags, summary: "Remove synonyms" } })
    .input(removeSynonymsInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeSynonyms(tx, input, ctx.by));
      return {};
    }),
});
