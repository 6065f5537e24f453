import { z } from "zod";
import { isStaff } from "#server/access/actor.ts";
import { claimOwnOrders, countClaimable } from "#server/flows/claim-orders/claim-orders.ts";
import { changeOwnProfile } from "#server/flows/self/change-profile.ts";
import { changeOwnPassword } from "#server/flows/sign-in/change-password.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { changePasswordInput, profile, updateProfileInput } from "#server/modules/identity/contract.ts";
import { endSessions, readProfile } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";
import { meOf } from "./me.ts";

const tags = ["account"];
const at = (path: string) => `/account${path}` as const;
/** No input: a body with anything in it is refused. */
const nothing = z.strictObject({}).optional();
const done = z.object({ done: z.literal(true) });

/** Who I am to the shop. */
export const profileRouter = router({
  me: guarded("account.profile.own")
    .meta({ openapi: { method: "GET", path: at("/profile"), tags, summary: "My profile" } })
    .input(nothing)
    .output(profile)
    .query(async ({ ctx }) => {
      const me = await readProfile(db(), ctx.scope);
      if (!me) throw new DomainError("unauthenticated", "sign_in_required");
      const claimable = await countClaimable(db(), ctx.actor);
      return { ...me, roles: [...ctx.actor.roles], isStaff: isStaff(ctx.actor), claimableOrders: claimable };
    }),

  update: guarded("account.profile.own")
    .meta({ openapi: { method: "PATCH", path: at("/profile"), tags, summary: "Change my name, phone or language" } })
    .input(updateProfileInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await changeOwnProfile(input, ctx.by);
      return { done: true };
    }),

  changePassword: guarded("account.profile.own")
    .meta({
      openapi: { method: "POST", path: at("/password"), tags, summary: "Change my password; ends all other sessions" },
    })
    .input(changePasswordInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await changeOwnPassword(input, meOf(ctx));
      return { done: true };
    }),

  signOutEverywhere: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/sign-out-everywhere"), tags, summary: "End all my sessions" } })
    .input(nothing)
    .output(done)
    .mutation(async ({ ctx }) => {
      await inTx((tx) => endSessions(tx, ctx.actor.userId ?? "", ctx.by));
      return { done: true };
    }),

  claimOrders: guarded("account.order.own")
    .meta({ openapi: { method: "POST", path: at("/claims"), tags, summary: "Take guest orders of my proven address" } })
    .input(nothing)
    .output(z.object({ claimed: z.number().int() }))
    .mutation(async ({ ctx }) => ({ claimed: await claimOwnOrders(ctx.by) })),
});
