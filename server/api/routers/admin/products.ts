import { z } from "zod";
import { listForStaff, viewForStaff } from "#server/flows/browse/admin-products.ts";
import { changePrice } from "#server/flows/edit-product/change-price.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  adminProductListInput,
  adminProductRowSchema,
  adminProductSchema,
  updateAltInput,
  updatePriceInput,
  updateProductInput,
  updateVariantInput,
} from "#server/modules/catalogue/admin-contract.ts";
import { updateAlt, updateProduct, updateVariant } from "#server/modules/catalogue/index.ts";
import { waitingSchema } from "#server/modules/crm/contract.ts";
import { waitingByVariant } from "#server/modules/crm/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["admin"];

/** Products in the back office. */
export const adminProductsRouter = router({
  list: guarded("catalogue.product.read")
    .meta({ openapi: { method: "GET", path: "/admin/products", tags, summary: "Products of every status" } })
    .input(adminProductListInput)
    .output(pageOf(adminProductRowSchema))
    .query(({ ctx, input }) => listForStaff(db(), input, ctx.locale)),

  get: guarded("catalogue.product.read")
    .meta({ openapi: { method: "GET", path: "/admin/products/{id}", tags, summary: "A product to edit" } })
    .input(z.strictObject({ id: z.string().max(40) }))
    .output(adminProductSchema)
    .query(({ ctx, input }) => viewForStaff(db(), input.id, ctx.locale)),

  update: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PATCH", path: "/admin/products/{id}", tags, summary: "Edit, publish or archive" } })
    .input(updateProductInput)
    .output(z.object({ version: z.number().int() }))
    .mutation(({ ctx, input }) => inTx((tx) => updateProduct(tx, input, ctx.by))),

  updateAlt: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/media/{mediaId}/alt", tags, summary: "Say what a picture shows" } })
    .input(updateAltInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => updateAlt(tx, input, ctx.by));
      return {};
    }),

  alerts: guarded("catalogue.product.read")
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/products/{id}/stock-alerts",
        tags,
        summary: "How many wait for a product",
      },
    })
    .input(z.strictObject({ id: z.string().max(40) }))
    .output(z.array(waitingSchema))
    .query(({ ctx, input }) => waitingByVariant(db(), ctx.scope, input.id, new Date(Date.now() - 30 * 86_400_000))),

  updateVariant: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/variants/{variantId}", tags, summary: "Weight and net content" } })
    .input(updateVariantInput)
    .output(z.object({ productId: z.string() }))
    .mutation(({ ctx, input }) => inTx((tx) => updateVariant(tx, input, ctx.by))),

  updatePrice: guarded("catalogue.product.write")
    .meta({ openapi: { method: "PUT", path: "/admin/variants/{variantId}/price", tags, summary: "Change a price" } })
    .input(updatePriceInput)
    .output(z.object({ changed: z.boolean(), productId: z.string() }))
    .mutation(({ ctx, input }) => changePrice(input, ctx.by)),
});
