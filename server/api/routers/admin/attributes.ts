import { z } from "zod";
import {
  attributeSchema,
  attributeSetSchema,
  removeAttributeInput,
  saveAttributeInput,
  saveSetInput,
} from "#server/modules/catalogue/attribute-contract.ts";
import { listAttributes, listSets, removeAttribute, saveAttribute, saveSet } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["admin"];

/** What can be said of products, and which family or category says it. */
export const adminAttributesRouter = router({
  list: guarded("catalogue.product.write")
    .meta({ openapi: { method: "GET", path: "/admin/attributes", tags, summary: "Attributes of products" } })
    .input(z.strictObject({}).optional())
    .output(z.array(attributeSchema))
    .query(() => listAttributes(db())),

  save: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/attributes", tags, summary: "Add or change an attribute" } })
    .input(saveAttributeInput)
    .output(z.object({ id: z.string(), version: z.number().int() }))
    .mutation(({ ctx, input }) => inTx((tx) => saveAttribute(tx, input, ctx.by))),

  remove: guarded("catalogue.product.write")
    .meta({
      openapi: { method: "POST", path: "/admin/attributes/remove", tags, summary: "Remove an unused attribute" },
    })
    .input(removeAttributeInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeAttribute(tx, input, ctx.by));
      return {};
    }),

  sets: guarded("catalogue.product.write")
    .meta({
      openapi: { method: "GET", path: "/admin/attribute-sets", tags, summary: "Sets of families and categories" },
    })
    .input(z.strictObject({}).optional())
    .output(z.array(attributeSetSchema))
    .query(({ ctx }) => listSets(db(), ctx.locale)),

  saveSet: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/attribute-sets", tags, summary: "Change a set" } })
    .input(saveSetInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => saveSet(tx, input, ctx.by));
      return {};
    }),
});
