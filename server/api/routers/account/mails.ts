import { z } from "zod";
import { chooseMail, endOwnAlert, mailChoices } from "#server/flows/self/choose-mails.ts";
import { mailChoicesSchema } from "#server/modules/crm/contract.ts";
import { consentPurposes } from "#server/modules/crm/contract-consent.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["account"];
const at = (path: string) => `/account${path}` as const;

/** What I want to hear by mail. Every change answers what then stands. */
export const mailsRouter = router({
  get: guarded("account.profile.own")
    .meta({ openapi: { method: "GET", path: at("/mails"), tags, summary: "What I want to hear by mail" } })
    .input(z.strictObject({}).optional())
    .output(mailChoicesSchema)
    .query(({ ctx }) => mailChoices({ by: ctx.by, email: ctx.actor.email ?? "", locale: ctx.locale })),

  choose: guarded("account.profile.own")
    .meta({
      openapi: { method: "PUT", path: at("/mails/{purpose}"), tags, summary: "Agree to a kind of mail, or no more" },
    })
    .input(z.strictObject({ purpose: z.enum(consentPurposes), agreed: z.boolean() }))
    .output(mailChoicesSchema)
    .mutation(async ({ ctx, input }) => {
      const me = { by: ctx.by, email: ctx.actor.email ?? "", ip: ctx.ip, locale: ctx.locale };
      await chooseMail(input, me);
      return mailChoices(me);
    }),

  endAlert: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/alerts/{id}/end"), tags, summary: "No longer wait for an article" } })
    .input(z.strictObject({ id: z.string().max(60) }))
    .output(mailChoicesSchema)
    .mutation(async ({ ctx, input }) => {
      await endOwnAlert(input.id, ctx.by);
      return mailChoices({ by: ctx.by, email: ctx.actor.email ?? "", locale: ctx.locale });
    }),
});
