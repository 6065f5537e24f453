import { z } from "zod";
import { cancelOrder } from "#server/flows/cancel-order/cancel-order.ts";
import { editOrder, previewEdit } from "#server/flows/edit-order/edit-order.ts";
import { articleSchema, findArticles } from "#server/flows/edit-order/find-articles.ts";
import { withdrawChange } from "#server/flows/edit-order/give-up-change.ts";
import { shippingWays } from "#server/flows/edit-order/shipping-ways.ts";
import { orderDetail } from "#server/flows/track-order/order-detail.ts";
import { reachOrder } from "#server/flows/track-order/reach-order.ts";
import { shippingWaySchema } from "#server/modules/fulfilment/contract.ts";
import { orderDetailSchema } from "#server/modules/sales/contract-detail.ts";
import {
  editedSchema,
  editOrderInput,
  editPreviewInput,
  editPreviewSchema,
} from "#server/modules/sales/contract-edit.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";
import { reachOf, which, whichOrder } from "./which-order.ts";

const tags = ["shop"];
const at = (path: string) => `/orders/changes${path}` as const;
const done = z.object({ done: z.literal(true) });

/** A preview reads under the order's lock: nobody asks for hundreds in a row. */
const limitPreviews = (number: string) => limitRate(`order-preview:${number}`, 300, 600);

/** A buyer changes or calls off their own order, signed in or by the link, until picking starts. */
export const orderChangesRouter = router({
  get: guarded("shop.order.change")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "My order as it may be changed now" } })
    .input(whichOrder)
    .output(orderDetailSchema)
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      return orderDetail(db(), scope, number);
    }),
  ways: guarded("shop.order.change")
    .meta({ openapi: { method: "GET", path: at("/ways"), tags, summary: "How and when my order may be sent" } })
    .input(whichOrder.extend({ country: z.string().regex(/^[A-Z]{2}$/), postcode: z.string().max(12).optional() }))
    .output(z.array(shippingWaySchema))
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      return shippingWays(scope, { number, country: input.country, postcode: input.postcode }, new Date());
    }),
  articles: guarded("shop.order.change")
    .meta({ openapi: { method: "GET", path: at("/articles"), tags, summary: "Articles to add to my order" } })
    .input(whichOrder.extend({ query: z.string().trim().min(2).max(60) }))
    // How many there are stays in the house: a channel may show bands only.
    .output(z.array(articleSchema.omit({ available: true }).extend({ sellable: z.boolean() })))
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      const found = await findArticles(scope, { number, query: input.query }, new Date());
      return found.map(({ available, ...article }) => ({ ...article, sellable: available > 0 }));
    }),
  preview: guarded("shop.order.change")
    .meta({ openapi: { method: "POST", path: at("/preview"), tags, summary: "What a change of my order costs" } })
    .input(editPreviewInput.extend(which))
    .output(editPreviewSchema)
    .query(async ({ ctx, input }) => {
      const { token, ...wanted } = input;
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      await limitPreviews(number);
      return previewEdit(scope, { ...wanted, number }, new Date());
    }),
  confirm: guarded("shop.order.change")
    .meta({ openapi: { method: "POST", path: at("/confirm"), tags, summary: "Change my order before picking" } })
    .input(editOrderInput.omit({ collect: true }).extend(which))
    .output(editedSchema)
    .mutation(async ({ ctx, input }) => {
      const { token, ...wanted } = input;
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      const buyer = { scope, by: ctx.by, source: "customer" as const, mayCollectLater: false };
      return editOrder(buyer, { ...wanted, number, collect: "before" }, new Date());
    }),
  withdraw: guarded("shop.order.change")
    .meta({
      openapi: { method: "POST", path: at("/withdraw"), tags, summary: "Give a change up that I have not paid" },
    })
    .input(whichOrder.extend({ amendmentId: z.string().min(1).max(60) }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      await withdrawChange(scope, { number, amendmentId: input.amendmentId }, ctx.by, new Date());
      return { done: true };
    }),
  cancel: guarded("shop.order.change")
    .meta({ openapi: { method: "POST", path: at("/cancel"), tags, summary: "Call my order off before picking" } })
    .input(whichOrder.extend({ version: z.number().int().positive() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      const seen = { number, version: input.version, reason: "by_customer" };
      await cancelOrder(seen, ctx.by, new Date(), { scope, source: "customer" });
      return { done: true };
    }),
});
