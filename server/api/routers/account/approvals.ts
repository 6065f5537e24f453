import { z } from "zod";
import {
  approveRequest,
  askApproval,
  quoteApproval,
  refuseRequest,
  withdrawRequest,
} from "#server/flows/companies/approvals.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { approvalIdInput, approvalSchema, approveInput, refuseInput } from "#server/modules/companies/contract.ts";
import { listApprovals, readApproval } from "#server/modules/companies/index.ts";
import { placeOrderInput, quoteSchema } from "#server/modules/sales/contract.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

const own = guarded("account.company.own");
const tags = ["account"];
const at = (path: string) => `/account/approvals${path}` as const;
const done = z.object({ done: z.literal(true) });

/** Orders above a member's limit, which wait for their company's consent. */
export const accountApprovals = router({
  list: own
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Requests for approval, newest first" } })
    .input(pageInput.extend({ status: z.enum(["waiting"]).optional() }))
    .output(pageOf(approvalSchema))
    .query(({ ctx, input }) => listApprovals(db(), ctx.actor, input, new Date())),

  get: own
    .meta({ openapi: { method: "GET", path: at("/{id}"), tags, summary: "One request for approval" } })
    .input(approvalIdInput)
    .output(approvalSchema)
    .query(({ ctx, input }) => readApproval(db(), ctx.actor, input.id, new Date())),

  quote: own
    .meta({ openapi: { method: "GET", path: at("/{id}/quote"), tags, summary: "What a request costs today" } })
    .input(approvalIdInput)
    .output(quoteSchema)
    .query(({ ctx, input }) => quoteApproval(ctx.actor, input.id, new Date())),

  ask: own
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Send my cart for approval" } })
    .input(placeOrderInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await limitRate(`approval:${ctx.actor.userId}`, 30, 600);
      return { id: await askApproval(cartCaller(ctx), input, new Date()) };
    }),

  approve: own
    .meta({ openapi: { method: "POST", path: at("/{id}/approve"), tags, summary: "Approve: it becomes an order" } })
    .input(approveInput)
    .output(z.object({ number: z.string(), payUrl: z.string().nullable() }))
    .mutation(({ ctx, input }) => approveRequest(ctx.actor, input, ctx.by, new Date())),

  refuse: own
    .meta({ openapi: { method: "POST", path: at("/{id}/refuse"), tags, summary: "Refuse, with a reason" } })
    .input(refuseInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await refuseRequest(ctx.actor, input, ctx.by, new Date());
      return { done: true };
    }),

  withdraw: own
    .meta({ openapi: { method: "POST", path: at("/{id}/withdraw"), tags, summary: "Take my request back" } })
    .input(approvalIdInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await withdrawRequest(ctx.actor, input.id, new Date());
      return { done: true };
    }),
});
