import { z } from "zod";
import { openClaim, withdrawOwnClaim } from "#server/flows/claims/open-claim.ts";
import { claimOptions, ownClaim } from "#server/flows/claims/own-claims.ts";
import { reachOrder } from "#server/flows/track-order/reach-order.ts";
import { claimOptionsSchema, openClaimInput, ownClaimSchema } from "#server/modules/claims/contract.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";
import { reachOf, whichOrder } from "./which-order.ts";

const tags = ["shop"];
const at = (path: string) => `/orders/claims${path}` as const;
const whichClaim = whichOrder.extend({ claimNumber: z.string().min(1).max(40) });

/** A buyer says what is wrong with goods of their own order, signed in or by the link. */
export const orderClaimsRouter = router({
  options: guarded("shop.order.claim")
    .meta({ openapi: { method: "GET", path: at("/options"), tags, summary: "What of my order I may claim for" } })
    .input(whichOrder)
    .output(claimOptionsSchema)
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      return claimOptions(db(), scope, number, new Date());
    }),
  open: guarded("shop.order.claim")
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Say what is wrong with my goods" } })
    .input(openClaimInput.extend(whichOrder.shape))
    .output(ownClaimSchema)
    .mutation(async ({ ctx, input: { number: asked, token, ...said } }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, { number: asked, token }));
      await limitRate(`claim-open:${number}`, 20, 3600);
      const made = await openClaim(scope, number, said, ctx.by, new Date());
      return ownClaim(db(), scope, made.number, number);
    }),
  get: guarded("shop.order.claim")
    .meta({ openapi: { method: "GET", path: at("/{claimNumber}"), tags, summary: "One of my claims" } })
    .input(whichClaim)
    .output(ownClaimSchema)
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      return ownClaim(db(), scope, input.claimNumber, number);
    }),
  withdraw: guarded("shop.order.claim")
    .meta({
      openapi: { method: "POST", path: at("/{claimNumber}/withdraw"), tags, summary: "It is settled after all" },
    })
    .input(whichClaim.extend({ version: z.number().int().positive() }))
    .output(ownClaimSchema)
    .mutation(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      const seen = { number: input.claimNumber, version: input.version };
      await withdrawOwnClaim(scope, number, seen, ctx.by, new Date());
      return ownClaim(db(), scope, seen.number, number);
    }),
});
