import { z } from "zod";
import { quoteClaimRefund, reduceClaim, refundClaim, refuseClaim } from "#server/flows/claims/decide-claim.ts";
import { replaceClaim, sendClaimBack } from "#server/flows/claims/replace-claim.ts";
import { staffClaim } from "#server/flows/claims/staff-claim.ts";
import {
  claimListInput,
  claimNumberInput,
  claimPage,
  quoteClaimInput,
  reduceClaimInput,
  refundClaimInput,
  refuseClaimInput,
  replaceClaimInput,
  sendBackInput,
  staffClaimSchema,
} from "#server/modules/claims/contract.ts";
import { listClaims } from "#server/modules/claims/index.ts";
import { refundQuoteSchema } from "#server/modules/payments/contract-refund.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["claims"];
const at = (path: string) => `/admin/claims${path}` as const;
const made = z.object({ number: z.string() });

/** What buyers say is wrong: read, and answered once. */
export const adminClaimsRouter = router({
  list: guarded("claims.claim.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Claims, newest first" } })
    .input(claimListInput)
    .output(claimPage)
    .query(({ ctx, input }) => listClaims(db(), ctx.scope, input)),

  get: guarded("claims.claim.read")
    .meta({ openapi: { method: "GET", path: at("/{number}"), tags, summary: "One claim" } })
    .input(claimNumberInput)
    .output(staffClaimSchema)
    .query(({ ctx, input }) => staffClaim(db(), ctx.scope, input.number, new Date())),

  quote: guarded("claims.claim.decide")
    .meta({ openapi: { method: "POST", path: at("/{number}/quote"), tags, summary: "What a refund would come to" } })
    .input(quoteClaimInput)
    .output(refundQuoteSchema)
    .query(({ input }) => quoteClaimRefund(input)),

  replace: guarded("claims.claim.decide")
    .meta({ openapi: { method: "POST", path: at("/{number}/replace"), tags, summary: "Send a replacement at once" } })
    .input(replaceClaimInput)
    .output(made)
    .mutation(({ ctx, input }) => replaceClaim(input, ctx.by, new Date())),

  refund: guarded("claims.claim.decide")
    .meta({ openapi: { method: "POST", path: at("/{number}/refund"), tags, summary: "Refund; the goods stay" } })
    .input(refundClaimInput)
    .output(staffClaimSchema)
    .mutation(async ({ ctx, input }) => {
      await refundClaim(input, ctx.by, new Date());
      return staffClaim(db(), ctx.scope, input.number, new Date());
    }),

  reduce: guarded("claims.claim.decide")
    .meta({ openapi: { method: "POST", path: at("/{number}/reduce"), tags, summary: "Give a part of the price back" } })
    .input(reduceClaimInput)
    .output(staffClaimSchema)
    .mutation(async ({ ctx, input }) => {
      await reduceClaim(input, ctx.by, new Date());
      return staffClaim(db(), ctx.scope, input.number, new Date());
    }),

  sendBack: guarded("claims.claim.decide")
    .meta({ openapi: { method: "POST", path: at("/{number}/send-back"), tags, summary: "Ask for the goods first" } })
    .input(sendBackInput)
    .output(made)
    .mutation(({ ctx, input }) => sendClaimBack(input, ctx.by, new Date())),

  refuse: guarded("claims.claim.decide")
    .meta({ openapi: { method: "POST", path: at("/{number}/refuse"), tags, summary: "Refuse, and say why" } })
    .input(refuseClaimInput)
    .output(staffClaimSchema)
    .mutation(async ({ ctx, input }) => {
      await refuseClaim(input, ctx.by, new Date());
      return staffClaim(db(), ctx.scope, input.number, new Date());
    }),
});
