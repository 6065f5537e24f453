import { openOwnTicket } from "#server/flows/help/open-ticket.ts";
import { ownTicket } from "#server/flows/help/read-ticket.ts";
import { reply } from "#server/flows/help/write-message.ts";
import { pageInput } from "#server/kernel/page.ts";
import {
  ownTicketInput,
  ownTicketPage,
  replyInput,
  ticketNumberInput,
  ticketSchema,
} from "#server/modules/tickets/contract.ts";
import { listOwnTickets } from "#server/modules/tickets/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["help"];

/** A customer's own questions and their answers. */
export const accountTickets = router({
  list: guarded("account.ticket.own")
    .meta({ openapi: { method: "GET", path: "/account/tickets", tags, summary: "My conversations" } })
    .input(pageInput)
    .output(ownTicketPage)
    .query(({ ctx, input }) => listOwnTickets(db(), ctx.scope, input)),

  get: guarded("account.ticket.own")
    .meta({ openapi: { method: "GET", path: "/account/tickets/{number}", tags, summary: "One of my conversations" } })
    .input(ticketNumberInput)
    .output(ticketSchema)
    .query(({ ctx, input }) => ownTicket(db(), { scope: ctx.scope, ...input })),

  open: guarded("account.ticket.own")
    .meta({ openapi: { method: "POST", path: "/account/tickets", tags, summary: "Ask a question" } })
    .input(ownTicketInput)
    .output(ticketNumberInput)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`help-own:${ctx.actor.userId}`, 30, 3600);
      const { number } = await openOwnTicket(ctx.actor, ctx.locale, input, new Date());
      return { number };
    }),

  reply: guarded("account.ticket.own")
    .meta({
      openapi: {
        method: "POST",
        path: "/account/tickets/{number}/messages",
        tags,
        summary: "Write on my conversation",
      },
    })
    .input(replyInput)
    .output(ticketSchema)
    .mutation(async ({ ctx, input: { number, ...said } }) => {
      await limitRate(`help-reply:${ctx.actor.userId}`, 60, 3600);
      await reply({ scope: ctx.scope, number }, said, ctx.by, new Date());
      return ownTicket(db(), { scope: ctx.scope, number });
    }),
});
