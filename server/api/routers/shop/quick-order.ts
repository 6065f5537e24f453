import { z } from "zod";
import { addList, findArticles, previewList } from "#server/flows/quick-order/quick-order.ts";
import { cartSchema } from "#server/modules/sales/contract.ts";
import {
  addLinesInput,
  findArticleInput,
  foundArticleSchema,
  quickOrderInput,
  quickOrderSchema,
} from "#server/modules/sales/contract-quick.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

const use = guarded("shop.cart.use");
const tags = ["shop"];

/** Ordering by a list of SKUs, typed, pasted or from a CSV file. */
export const quickOrderRouter = router({
  preview: use
    .meta({
      openapi: { method: "POST", path: "/quick-order/preview", tags, summary: "What a list of SKUs would add" },
    })
    .input(quickOrderInput)
    .output(quickOrderSchema)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`quick-order:${ctx.ip}`, 60, 60);
      return previewList(cartCaller(ctx), input.text, new Date());
    }),

  add: use
    .meta({ openapi: { method: "POST", path: "/quick-order/lines", tags, summary: "Add many articles, all or none" } })
    .input(addLinesInput)
    .output(cartSchema)
    .mutation(async ({ ctx, input }) => {
      const { cart, newToken } = await addList(cartCaller(ctx), input.lines, new Date());
      const kept = newToken ?? ctx.cartToken;
      if (kept) ctx.setCartToken(kept);
      return cart;
    }),

  find: use
    .meta({ openapi: { method: "GET", path: "/quick-order/articles", tags, summary: "Articles by SKU or name" } })
    .input(findArticleInput)
    .output(z.array(foundArticleSchema))
    .query(async ({ ctx, input }) => {
      await limitRate(`quick-find:${ctx.ip}`, 240, 60);
      return findArticles({ channelCode: ctx.channelCode, locale: ctx.locale }, input.query);
    }),
});
