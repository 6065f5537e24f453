import { z } from "zod";
import { can } from "#server/access/actor.ts";
import { choicesOfReturn } from "#server/flows/exchange/plan-exchange.ts";
import { refuseExchange, sendExchange } from "#server/flows/exchange/settle-exchange.ts";
import { startExchange } from "#server/flows/exchange/start-exchange.ts";
import { createReturn } from "#server/flows/return-order/create-return.ts";
import { cancelReturn, closeReturn, receiveReturn } from "#server/flows/return-order/receive-return.ts";
import { refundReturn } from "#server/flows/return-order/refund-return.ts";
import { staffReturn } from "#server/flows/return-order/staff-return.ts";
import { exchangeChoicesSchema } from "#server/modules/fulfilment/contract-returning.ts";
import {
  createReturnInput,
  exchangeSentSchema,
  receiveReturnInput,
  refundReturnInput,
  refuseExchangeInput,
  returnListInput,
  returnNumberInput,
  returnPage,
  returnSeenInput,
  sendExchangeInput,
  staffReturnSchema,
  startExchangeInput,
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

  exchangeChoices: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "GET", path: at("/{number}/exchange"), tags, summary: "What it may be exchanged for" } })
    .input(returnNumberInput)
    .output(exchangeChoicesSchema)
    .query(({ ctx, input }) => choicesOfReturn(db(), ctx.scope, input.number, new Date())),

  startExchange: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/exchange"), tags, summary: "Hold something else for it" } })
    .input(startExchangeInput)
    .output(z.object({ number: z.string() }))
    .mutation(({ ctx, input }) => startExchange(input, ctx.by, new Date())),

  sendExchange: guarded("payments.refund.create")
    .meta({ openapi: { method: "POST", path: at("/{number}/exchange/send"), tags, summary: "Accept: it is sent" } })
    .input(sendExchangeInput)
    .output(exchangeSentSchema)
    .mutation(({ ctx, input }) => sendExchange(input, ctx.by, new Date())),

  refuseExchange: guarded("fulfilment.return.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/exchange/refuse"), tags, summary: "Refuse the exchange" } })
    .input(refuseExchangeInput)
    .output(staffReturnSchema)
    .mutation(async ({ ctx, input }) => {
      await refuseExchange(input, ctx.by, new Date());
      return staffReturn(db(), ctx.scope, input.number);
    }),

  refund: guarded("payments.refund.create")
    .meta({ openapi: { method: "POST", path: at("/{number}/refund"), tags, summary: "Refund what came back" } })
    .input(refundReturnInput)
    .output(refundQuoteSchema)
    .mutation(({ ctx, input }) => refundReturn(input, ctx.by, new Date())),
});
