import { z } from "zod";
import { scopeFor } from "#server/access/scope.ts";
import { confirmByLink, stopByLink } from "#server/flows/stock-alerts/answer-alert.ts";
import { askForAlert } from "#server/flows/stock-alerts/ask-alert.ts";
import { emailInput } from "#server/kernel/email.ts";
import {
  alertProductSchema,
  alertTokenInput,
  askedAlertSchema,
  ownAlertsSchema,
} from "#server/modules/crm/contract.ts";
import { ownAlerts } from "#server/modules/crm/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const using = guarded("shop.alert.use");
const tags = ["shop"];
const byLink = z.strictObject({ token: alertTokenInput });

/** Alerts for what is sold out. Answers never tell whether an address is known. */
export const alertsRouter = router({
  mine: using
    .meta({
      openapi: {
        method: "GET",
        path: "/catalogue/products/{slug}/alerts",
        tags,
        summary: "What I wait for of a product",
      },
    })
    .input(z.strictObject({ slug: z.string().min(1).max(200) }))
    .output(ownAlertsSchema)
    .query(async ({ ctx, input }) => ({
      email: ctx.actor.emailVerified ? ctx.actor.email : null,
      variantIds: await ownAlerts(db(), scopeFor(ctx.actor, "account.profile.own"), input.slug),
    })),

  ask: using
    .meta({ openapi: { method: "POST", path: "/stock-alerts", tags, summary: "Tell me when it may be ordered again" } })
    .input(z.strictObject({ variantId: z.string().max(40), email: emailInput }))
    .output(askedAlertSchema)
    .mutation(({ ctx, input }) => askForAlert(input, ctx)),

  confirm: using
    .meta({
      openapi: {
        method: "POST",
        path: "/stock-alerts/confirmations",
        tags,
        summary: "Prove the mailbox with the link",
      },
    })
    .input(byLink)
    .output(alertProductSchema)
    .mutation(({ ctx, input }) => confirmByLink(input.token, ctx.locale)),

  stop: using
    .meta({ openapi: { method: "POST", path: "/stock-alerts/stops", tags, summary: "Stop an alert with its link" } })
    .input(byLink)
    .output(alertProductSchema)
    .mutation(({ ctx, input }) => stopByLink(input.token, ctx.locale)),
});
