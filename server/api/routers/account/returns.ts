import { ownReturn } from "#server/flows/return-order/own-returns.ts";
import { pageInput } from "#server/kernel/page.ts";
import { ownReturnPage, ownReturnSchema } from "#server/modules/fulfilment/contract-returning.ts";
import { returnNumberInput } from "#server/modules/fulfilment/contract-returns.ts";
import { listOwnReturns } from "#server/modules/fulfilment/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["account"];

/** What a customer sends back, of all their orders. */
export const accountReturns = router({
  list: guarded("account.order.own")
    .meta({ openapi: { method: "GET", path: "/account/returns", tags, summary: "My returns, newest first" } })
    .input(pageInput)
    .output(ownReturnPage)
    .query(({ ctx, input }) => listOwnReturns(db(), ctx.scope, input)),

  get: guarded("account.order.own")
    .meta({ openapi: { method: "GET", path: "/account/returns/{number}", tags, summary: "One of my returns" } })
    .input(returnNumberInput)
    .output(ownReturnSchema)
    .query(({ ctx, input }) => ownReturn(db(), ctx.scope, input.number)),
});
