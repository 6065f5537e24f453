import { z } from "zod";
import { openContactTicket, openOrderTicket } from "#server/flows/help/open-ticket.ts";
import { ownTicket } from "#server/flows/help/read-ticket.ts";
import { reply } from "#server/flows/help/write-message.ts";
import {
  contactInput,
  guestReplyInput,
  orderTicketInput,
  ticketSchema,
  ticketTokenInput,
} from "#server/modules/tickets/contract.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["help"];
const opened = z.object({ number: z.string(), token: z.string() });

/** Questions of guests: from the contact form, and about the order behind their link. */
export const helpRouter = router({
  contact: guarded("shop.help.use")
    .meta({ openapi: { method: "POST", path: "/help/contact", tags, summary: "Ask a question" } })
    .input(contactInput)
    // The number alone: the link goes to the mailbox, which is the proof.
    .output(opened.pick({ number: true }))
    .mutation(async ({ ctx, input }) => {
      await limitRate(`help-contact:${ctx.ip}`, 10, 3600);
      // Receipts go to addresses that nobody has proven.
      await limitRate(`help-contact:${input.email}`, 5, 86_400);
      const { number } = await openContactTicket(input, ctx.locale, new Date());
      return { number };
    }),

  order: guarded("shop.help.use")
    .meta({ openapi: { method: "POST", path: "/help/order", tags, summary: "Ask about the order of a link" } })
    .input(orderTicketInput)
    .output(opened)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`help-order:${ctx.ip}`, 20, 3600);
      return openOrderTicket(input, new Date());
    }),

  get: guarded("shop.help.use")
    .meta({ openapi: { method: "GET", path: "/help/thread/{token}", tags, summary: "The conversation of a link" } })
    .input(ticketTokenInput)
    .output(ticketSchema)
    .query(async ({ ctx, input }) => {
      await limitRate(`help-thread:${ctx.ip}`, 300, 3600);
      return ownTicket(db(), input);
    }),

  reply: guarded("shop.help.use")
    .meta({ openapi: { method: "POST", path: "/help/reply", tags, summary: "Write on the conversation of a link" } })
    .input(guestReplyInput)
    .output(ticketSchema)
    .mutation(async ({ ctx, input: { token, ...said } }) => {
      await limitRate(`help-reply:${ctx.ip}`, 60, 3600);
      await reply({ token }, said, { ...ctx.by, userId: null }, new Date());
      return ownTicket(db(), { token });
    }),
});
