import { staffTicket } from "#server/flows/help/read-ticket.ts";
import { answer, assignTicket, settleTicket } from "#server/flows/help/write-message.ts";
import {
  answerInput,
  assignInput,
  settleInput,
  staffTicketPage,
  staffTicketSchema,
  ticketListInput,
  ticketNumberInput,
} from "#server/modules/tickets/contract.ts";
import { listTickets } from "#server/modules/tickets/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["help"];
const at = (path: string) => `/admin/tickets${path}` as const;

/** Customers' questions, for who answers them. */
export const adminTicketsRouter = router({
  list: guarded("tickets.ticket.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Conversations, the last written to first" } })
    .input(ticketListInput)
    .output(staffTicketPage)
    .query(({ ctx, input }) => listTickets(db(), ctx.scope, input, ctx.actor.userId)),

  get: guarded("tickets.ticket.read")
    .meta({ openapi: { method: "GET", path: at("/{number}"), tags, summary: "One conversation with its notes" } })
    .input(ticketNumberInput)
    .output(staffTicketSchema)
    .query(({ input }) => staffTicket(db(), input.number)),

  answer: guarded("tickets.ticket.answer")
    .meta({ openapi: { method: "POST", path: at("/{number}/messages"), tags, summary: "Answer, or note among staff" } })
    .input(answerInput)
    .output(staffTicketSchema)
    .mutation(async ({ ctx, input }) => {
      await answer(ctx.actor, input, ctx.by, new Date());
      return staffTicket(db(), input.number);
    }),

  settle: guarded("tickets.ticket.answer")
    .meta({ openapi: { method: "POST", path: at("/{number}/status"), tags, summary: "Say where it stands" } })
    .input(settleInput)
    .output(staffTicketSchema)
    .mutation(async ({ ctx, input }) => {
      await settleTicket(input, ctx.by);
      return staffTicket(db(), input.number);
    }),

  assign: guarded("tickets.ticket.answer")
    .meta({ openapi: { method: "POST", path: at("/{number}/assignee"), tags, summary: "Give it to somebody" } })
    .input(assignInput)
    .output(staffTicketSchema)
    .mutation(async ({ ctx, input }) => {
      await assignTicket(input, ctx.by);
      return staffTicket(db(), input.number);
    }),
});
