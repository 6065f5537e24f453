import { z } from "zod";
import { can } from "#server/access/actor.ts";
import { createReturn } from "#server/flows/return-order/create-return.ts";
import { cancelReturn, closeReturn, receiveReturn } from "#server/flows/return-order/receive-return.ts";
import { refundReturn } from "#server/flows/return-order/refund-return.ts";
import { staffReturn } from "#server/flows/return-order/staff-return.ts";
import {
  createReturnInput,
  receiveReturnInput,
  refundReturnInput,
  returnListInput,
  returnNumberInput,
  returnPage,
  returnSeenInput,
  staffReturnSchema,
} from "#server/modules/fulfilment/contract-returns.ts";
import { listReturns } from "#server/modules/fulfilment/index.ts";
import { refundQuoteSchema } from "#server/modules/payments/contract-refund.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["returns"];
const at = (path: string) => `/admin/returns${path}` as const;

/** Goods that come back: announced, received and inspected, refunded. */
export const adminReturnsRouter = router({
  list: guarded("fulfilment.return.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Returns, newest first" } })
    .input(returnListInput)
    .output(returnPage)
    .query(({ ctx, input }) => listReturns(db(), ctx.scope, input)),

  get: guarded("fulfilment.return.read")
    .meta({ openapi: { method: "GET", path: at("/{number}"), tags, summary: "One return" } })
    .input(returnNumberInput)
    .output(staffReturnSchema)
    .query(({ ctx, input }) => staffReturn(db(), ctx.scope, input.number)),

  create: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "POST", path: "/admin/orders/{number}/returns", tags, summary: "Announce a return" } })
    .input(createReturnInput)
    .output(z.object({ number: z.string() }))
    .mutation(({ ctx, input }) =>
      createReturn(input, ctx.by, { override: can(ctx.actor, "fulfilment.return.override") }, new Date()),
    ),

  receive: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/receive"), tags, summary: "Receive and inspect" } })
    .input(receiveReturnInput)
    .output(staffReturnSchema)
    .mutation(async ({ ctx, input }) => {
      await receiveReturn(input, ctx.by, new Date());
      return staffReturn(db(), ctx.scope, input.number);
    }),

  cancel: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/cancel"), tags, summary: "It will not come" } })
    .input(returnSeenInput)
    .output(staffReturnSchema)
    .mutation(async ({ ctx, input }) => {
      await cancelReturn(input, ctx.by, new Date());
      return staffReturn(db(), ctx.scope, input.number);
    }),

  close: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/close"), tags, summary: "Close a received return" } })
    .input(returnSeenInput)
    .output(staffReturnSchema)
    .mutation(async ({ ctx, input }) => {
      await closeReturn(input, ctx.by, new Date());
      return staffReturn(db(), ctx.scope, input.number);
    }),

  refund: guarded("payments.refund.create")
    .meta({ openapi: { method: "POST", path: at("/{number}/refund"), tags, summary: "Refund what came back" } })
    .input(refundReturnInput)
    .output(refundQuoteSchema)
    .mutation(({ ctx, input }) => refundReturn(input, ctx.by, new Date())),
});
