import { z } from "zod";
import { offerAccount } from "#server/flows/claim-orders/offer-account.ts";
import { payDifference } from "#server/flows/edit-order/pay-difference.ts";
import { openByCode, sendOrderCode } from "#server/flows/track-order/order-code.ts";
import { orderDetailByToken } from "#server/flows/track-order/order-detail.ts";
import { requestOrderLink } from "#server/flows/track-order/request-order-link.ts";
import { watchOrderByToken } from "#server/flows/track-order/watch-order.ts";
import { emailInput } from "#server/kernel/email.ts";
import { orderDetailSchema } from "#server/modules/sales/contract-detail.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";

const token = z.string().min(20).max(100);

export const orderRouter = router({
  byToken: guarded("shop.order.track")
    .meta({
      openapi: {
        method: "GET",
        path: "/orders/by-token/{token}",
        tags: ["shop"],
        summary: "An order by its secret link",
      },
    })
    .input(z.strictObject({ token }))
    .output(orderDetailSchema)
    .query(({ input }) => orderDetailByToken(db(), input.token)),
  watch: guarded("shop.order.track")
    .input(z.strictObject({ token }))
    .subscription(({ input, signal }) => watchOrderByToken(db(), input.token, signal)),
  payDifference: guarded("shop.checkout.use")
    .meta({
      openapi: {
        method: "POST",
        path: "/orders/pay-difference",
        tags: ["shop"],
        summary: "Pay what an order still owes",
      },
    })
    .input(z.strictObject({ token }))
    .output(z.object({ payUrl: z.string() }))
    .mutation(async ({ input }) => ({ payUrl: await payDifference(input.token, new Date()) })),
  offerAccount: guarded("shop.order.track")
    .meta({
      openapi: {
        method: "POST",
        path: "/orders/account",
        tags: ["shop"],
        summary: "Mail the order's own address a link that opens its account",
      },
    })
    .input(z.strictObject({ token }))
    .output(z.object({ email: z.string() }))
    .mutation(({ ctx, input }) => offerAccount(input, ctx.ip, new Date())),
  sendCode: guarded("shop.order.track")
    .meta({
      openapi: { method: "POST", path: "/orders/code", tags: ["shop"], summary: "Mail a code that opens an old link" },
    })
    .input(z.strictObject({ token }))
    .output(z.object({ sent: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await sendOrderCode(input, ctx.ip, new Date());
      return { sent: true };
    }),
  openByCode: guarded("shop.order.track")
    .meta({
      openapi: { method: "POST", path: "/orders/open", tags: ["shop"], summary: "Open an old link by its code" },
    })
    .input(z.strictObject({ token, code: z.string().regex(/^[0-9]{6}$/) }))
    .output(z.object({ token: z.string() }))
    .mutation(async ({ ctx, input }) => ({ token: await openByCode(input, ctx.ip, new Date()) })),
  lookup: guarded("shop.order.track")
    .meta({
      openapi: { method: "POST", path: "/orders/lookup", tags: ["shop"], summary: "Mail me the link to my order" },
    })
    .input(z.strictObject({ number: z.string().trim().min(3).max(40), email: emailInput }))
    .output(z.object({ sent: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await limitRate(`order-lookup:${ctx.ip}`, 20, 3600);
      await limitRate(`order-lookup:${input.email}`, 5, 3600);
      await requestOrderLink(input);
      return { sent: true };
    }),
});
