import { ownClaim } from "#server/flows/claims/own-claims.ts";
import { pageInput } from "#server/kernel/page.ts";
import { claimNumberInput, ownClaimPage, ownClaimSchema } from "#server/modules/claims/contract.ts";
import { listOwnClaims } from "#server/modules/claims/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["account"];

/** What a customer claimed for, of all their orders. */
export const accountClaims = router({
  list: guarded("account.order.own")
    .meta({ openapi: { method: "GET", path: "/account/claims", tags, summary: "My claims, newest first" } })
    .input(pageInput)
    .output(ownClaimPage)
    .query(({ ctx, input }) => listOwnClaims(db(), ctx.scope, input)),

  get: guarded("account.order.own")
    .meta({ openapi: { method: "GET", path: "/account/claims/{number}", tags, summary: "One of my claims" } })
    .input(claimNumberInput)
    .output(ownClaimSchema)
    .query(({ ctx, input }) => ownClaim(db(), ctx.scope, input.number)),
});
