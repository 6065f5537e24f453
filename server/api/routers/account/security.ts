import { z } from "zod";
import { isStaff } from "#server/access/actor.ts";
import { endOwnSession } from "#server/flows/sign-in/begin-session.ts";
import { requestEmailChange } from "#server/flows/sign-in/change-email.ts";
import {
  activateOwnFactor,
  beginOwnFactor,
  demandsFactor,
  removeOwnFactor,
  renewOwnRecoveryCodes,
} from "#server/flows/sign-in/second-factor.ts";
import { systemClock } from "#server/kernel/clock.ts";
import { sentOutput } from "#server/modules/identity/contract.ts";
import {
  begunFactor,
  confirmFactorInput,
  ownerProofInput,
  recoveryCodesOutput,
  requestEmailChangeInput,
  securitySchema,
  sessionIdInput,
} from "#server/modules/identity/contract-security.ts";
import { liveSessions, readFactor } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";
import { meOf } from "./me.ts";

const tags = ["account"];
const at = (path: string) => `/account${path}` as const;
const nothing = z.strictObject({}).optional();
const done = z.object({ done: z.literal(true) });

/** Who else is signed in as me, and what it takes to be me. */
export const securityRouter = router({
  get: guarded("account.profile.own")
    .meta({ openapi: { method: "GET", path: at("/security"), tags, summary: "My devices and my second factor" } })
    .input(nothing)
    .output(securitySchema)
    .query(async ({ ctx }) => {
      const { actor } = ctx;
      const userId = actor.userId ?? "";
      const factor = await readFactor(db(), userId);
      const required = await demandsFactor(isStaff(actor) || actor.secondFactorDue === true);
      const now = systemClock.now();
      const sessions = await liveSessions(db(), { userId, currentId: actor.sessionId ?? null, now });
      return { secondFactor: { ...factor, required }, sessions };
    }),

  endSession: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/sessions/{id}/end"), tags, summary: "Sign one device out" } })
    .input(sessionIdInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await endOwnSession(input, ctx.by);
      return { done: true };
    }),

  changeEmail: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/email-changes"), tags, summary: "Mail a link to my new address" } })
    .input(requestEmailChangeInput)
    .output(sentOutput)
    .mutation(async ({ ctx, input }) => {
      await requestEmailChange(input, { ...meOf(ctx), locale: ctx.locale });
      return { sent: true };
    }),

  beginFactor: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/second-factor"), tags, summary: "A new secret for my app" } })
    .input(ownerProofInput)
    .output(begunFactor)
    .mutation(({ ctx, input }) => beginOwnFactor(input, meOf(ctx))),

  activateFactor: guarded("account.profile.own")
    .meta({
      openapi: { method: "POST", path: at("/second-factor/activate"), tags, summary: "Switch it on by a first code" },
    })
    .input(confirmFactorInput)
    .output(recoveryCodesOutput)
    .mutation(async ({ ctx, input }) => ({ codes: await activateOwnFactor(input, ctx.by) })),

  removeFactor: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/second-factor/remove"), tags, summary: "Switch it off" } })
    .input(ownerProofInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const staff = isStaff(ctx.actor) || ctx.actor.secondFactorDue === true;
      await removeOwnFactor(input, { ...meOf(ctx), staff });
      return { done: true };
    }),

  renewRecoveryCodes: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/recovery-codes"), tags, summary: "New recovery codes" } })
    .input(ownerProofInput)
    .output(recoveryCodesOutput)
    .mutation(async ({ ctx, input }) => ({ codes: await renewOwnRecoveryCodes(input, meOf(ctx)) })),
});
