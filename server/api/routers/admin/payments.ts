import { requestRefund } from "#server/flows/refund-payment/request-refund.ts";
import { refundInput, refundSchema } from "#server/modules/payments/contract.ts";
import { guarded, router } from "../../trpc.ts";

export const adminPaymentsRouter = router({
  refund: guarded("payments.refund.create")
    .meta({ openapi: { method: "POST", path: "/admin/refunds", tags: ["admin"], summary: "Give money back" } })
    .input(refundInput)
    .output(refundSchema)
    .mutation(({ ctx, input }) => requestRefund(input, ctx.by)),
});
