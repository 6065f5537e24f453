import { z } from "zod";
import { orderAgain } from "#server/flows/quick-order/quick-order.ts";
import { listOrderCards } from "#server/flows/track-order/order-cards.ts";
import { orderDetail } from "#server/flows/track-order/order-detail.ts";
import { ownOrderLink } from "#server/flows/track-order/own-link.ts";
import { watchOwnOrder } from "#server/flows/track-order/watch-order.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { orderCardSchema, orderDetailSchema, orderNumberInput } from "#server/modules/sales/contract-detail.ts";
import { orderedAgainSchema } from "#server/modules/sales/contract-quick.ts";
import { lastChoices } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["account"];

/** A customer's own orders. */
export const accountOrders = router({
  list: guarded("account.order.own")
    .meta({ openapi: { method: "GET", path: "/account/orders", tags, summary: "My orders, newest first" } })
    .input(pageInput)
    .output(pageOf(orderCardSchema))
    .query(({ ctx, input }) => listOrderCards(db(), ctx.scope, input, ctx.locale)),

  usual: guarded("account.order.own")
    .meta({
      openapi: { method: "GET", path: "/account/usual-choices", tags, summary: "How my last order was sent and paid" },
    })
    .input(z.strictObject({}).optional())
    .output(
      z
        .object({
          shippingMethod: z.string(),
          paymentMethod: z.enum(["online", "transfer", "account"]).nullable(),
          phone: z.string().nullable(),
        })
        .nullable(),
    )
    .query(({ ctx }) => lastChoices(db(), ctx.scope)),

  get: guarded("account.order.own")
    .meta({ openapi: { method: "GET", path: "/account/orders/{number}", tags, summary: "One of my orders" } })
    .input(orderNumberInput)
    .output(orderDetailSchema)
    .query(({ ctx, input }) => orderDetail(db(), ctx.scope, input.number)),

  watch: guarded("account.order.own")
    .input(orderNumberInput)
    .subscription(({ ctx, input, signal }) => watchOwnOrder(db(), ctx.scope, input.number, signal)),

  again: guarded("account.order.own")
    .meta({
      openapi: { method: "POST", path: "/account/orders/{number}/again", tags, summary: "Put an order into my cart" },
    })
    .input(orderNumberInput)
    .output(orderedAgainSchema)
    .mutation(async ({ ctx, input }) => {
      const { newToken, ...again } = await orderAgain(cartCaller(ctx), ctx.scope, input.number, new Date());
      if (newToken) ctx.setCartToken(newToken);
      return again;
    }),

  link: guarded("account.order.own")
    .meta({
      openapi: { method: "GET", path: "/account/orders/{number}/link", tags, summary: "The secret of my order's link" },
    })
    .input(orderNumberInput)
    .output(z.object({ token: z.string() }))
    .query(({ ctx, input }) => ownOrderLink(db(), ctx.scope, input.number)),
});
