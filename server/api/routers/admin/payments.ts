import { z } from "zod";
import { captureNow } from "#server/flows/capture-payment/capture-order.ts";
import { quoteRefund, refundUnits } from "#server/flows/refund-payment/refund-units.ts";
import { requestRefund } from "#server/flows/refund-payment/request-refund.ts";
import { refundInput, refundSchema } from "#server/modules/payments/contract.ts";
import { refundQuoteInput, refundQuoteSchema, refundUnitsInput } from "#server/modules/payments/contract-refund.ts";
import { guarded, router } from "../../trpc.ts";

export const adminPaymentsRouter = router({
  refund: guarded("payments.refund.create")
    .meta({ openapi: { method: "POST", path: "/admin/refunds", tags: ["admin"], summary: "Give money back" } })
    .input(refundInput)
    .output(refundSchema)
    .mutation(({ ctx, input }) => requestRefund(input, ctx.by)),
  capture: guarded("payments.payment.capture")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/payments/{paymentId}/capture",
        tags: ["admin"],
        summary: "Take held money now",
      },
    })
    .input(z.strictObject({ paymentId: z.string().max(40) }))
    .output(z.object({ status: z.string() }))
    .mutation(({ ctx, input }) => captureNow(input.paymentId, ctx.by, new Date())),
  quoteRefund: guarded("payments.refund.create")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/orders/{number}/refund-quote",
        tags: ["admin"],
        summary: "What units are worth",
      },
    })
    .input(refundQuoteInput)
    .output(refundQuoteSchema)
    .query(({ input }) => quoteRefund(input)),
  refundUnits: guarded("payments.refund.create")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/orders/{number}/refunds",
        tags: ["admin"],
        summary: "Refund chosen units",
      },
    })
    .input(refundUnitsInput)
    .output(refundQuoteSchema)
    .mutation(({ ctx, input }) => refundUnits(input, ctx.by)),
});
