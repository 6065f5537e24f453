import { z } from "zod";
import { pageInput } from "#server/kernel/page.ts";
import {
  changeSupplyInput,
  newSupplyInput,
  policyInput,
  policySchema,
  receiveSupplyInput,
  supplyPage,
  supplyStatuses,
  supplyVersion,
} from "#server/modules/stock/contract.ts";
import {
  addSupply,
  cancelSupply,
  changeSupply,
  listSupplies,
  policyOf,
  receiveSupply,
  setPolicy,
} from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const done = z.object({ done: z.literal(true) });

export const adminSuppliesRouter = router({
  list: guarded("stock.level.read")
    .meta({ openapi: { method: "GET", path: "/admin/supplies", tags: ["admin"], summary: "Goods on their way" } })
    .input(
      pageInput.extend({
        status: z.enum(supplyStatuses).default("expected"),
        variantId: z.string().max(40).optional(),
      }),
    )
    .output(supplyPage)
    .query(({ ctx, input }) => listSupplies(db(), input, ctx.locale)),
  add: guarded("stock.supply.write")
    .meta({ openapi: { method: "POST", path: "/admin/supplies", tags: ["admin"], summary: "Announce goods" } })
    .input(newSupplyInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => inTx((tx) => addSupply(tx, input, ctx.by))),
  change: guarded("stock.supply.write")
    .meta({
      openapi: { method: "PATCH", path: "/admin/supplies/{id}", tags: ["admin"], summary: "Another date or quantity" },
    })
    .input(changeSupplyInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => changeSupply(tx, input, ctx.by));
      return { done: true };
    }),
  receive: guarded("stock.supply.write")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/supplies/{id}/receive",
        tags: ["admin"],
        summary: "Announced goods came",
      },
    })
    .input(receiveSupplyInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => receiveSupply(tx, input, ctx.by));
      return { done: true };
    }),
  cancel: guarded("stock.supply.write")
    .meta({
      openapi: { method: "POST", path: "/admin/supplies/{id}/cancel", tags: ["admin"], summary: "Goods will not come" },
    })
    .input(supplyVersion)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => cancelSupply(tx, input, ctx.by));
      return { done: true };
    }),
  policy: guarded("stock.level.read")
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/stock/policies/{variantId}",
        tags: ["admin"],
        summary: "Whether a variant sells beyond stock",
      },
    })
    .input(z.strictObject({ variantId: z.string().max(40) }))
    .output(policySchema)
    .query(({ ctx, input }) => policyOf(db(), input.variantId, ctx.locale)),
  setPolicy: guarded("stock.policy.write")
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/stock/policies/{variantId}",
        tags: ["admin"],
        summary: "Sell a variant beyond stock, or not",
      },
    })
    .input(policyInput)
    .output(policySchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setPolicy(tx, input, ctx.by));
      return policyOf(db(), input.variantId, ctx.locale);
    }),
});
