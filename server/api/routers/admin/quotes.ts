import { z } from "zod";
import { findCustomers, findQuotable, quoteMethods } from "#server/flows/quotes/find-quotable.ts";
import { sendQuote, takeQuoteBack } from "#server/flows/quotes/send-quote.ts";
import { changeQuote, draftQuote, reviseQuote } from "#server/flows/quotes/write-quote.ts";
import { parisDate } from "#server/kernel/days.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import {
  declineQuoteInput,
  draftQuoteInput,
  quotableSchema,
  quoteCustomerSchema,
  quoteDetailSchema,
  quoteIdInput,
  quoteStatuses,
  quoteSummarySchema,
  saveQuoteInput,
  sendQuoteInput,
} from "#server/modules/quotes/contract.ts";
import { listQuotes, quoteDetail } from "#server/modules/quotes/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const read = guarded("quotes.quote.read");
const write = guarded("quotes.quote.write");
const tags = ["quotes"];
const at = (path: string) => `/admin/quotes${path}` as const;
const made = z.object({ id: z.string() });
const done = z.object({ done: z.literal(true) });
const finished = { done: true } as const;
const words = z.string().trim().min(2).max(80);
const moment = () => ({ now: new Date(), today: parisDate(new Date()) });

/** Quotes, for staff. */
export const adminQuotesRouter = router({
  list: read
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Quotes, newest first" } })
    .input(pageInput.extend({ status: z.enum(quoteStatuses).optional(), search: z.string().trim().max(80).optional() }))
    .output(pageOf(quoteSummarySchema))
    .query(({ ctx, input }) => listQuotes(db(), ctx.scope, input, parisDate(new Date()))),

  get: read
    .meta({ openapi: { method: "GET", path: at("/{id}"), tags, summary: "A quote with its timeline" } })
    .input(quoteIdInput)
    .output(quoteDetailSchema)
    .query(({ ctx, input }) => quoteDetail(db(), ctx.scope, input.id, moment())),

  customers: write
    .meta({ openapi: { method: "GET", path: at("/customers"), tags, summary: "Whom a quote may be for" } })
    .input(z.strictObject({ query: words }))
    .output(z.array(quoteCustomerSchema))
    .query(({ input }) => findCustomers(input.query)),

  articles: write
    .meta({ openapi: { method: "GET", path: at("/articles"), tags, summary: "Articles with their list price" } })
    .input(z.strictObject({ query: words, companyId: z.string().max(40).optional() }))
    .output(z.array(quotableSchema))
    .query(({ ctx, input }) => findQuotable(input, ctx.locale, new Date())),

  methods: write
    .meta({ openapi: { method: "GET", path: at("/shipping-methods"), tags, summary: "How goods may be sent" } })
    .input(z.strictObject({}).optional())
    .output(z.array(z.object({ code: z.string(), name: z.string() })))
    .query(({ ctx }) => quoteMethods(ctx.locale)),

  draft: write
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Write a quote" } })
    .input(draftQuoteInput)
    .output(made)
    .mutation(async ({ ctx, input }) => ({ id: await draftQuote(input, ctx.by, new Date()) })),

  save: write
    .meta({ openapi: { method: "PUT", path: at("/{id}"), tags, summary: "Change a draft" } })
    .input(saveQuoteInput)
    .output(done)
    .mutation(async ({ input }) => {
      await changeQuote(input, new Date());
      return finished;
    }),

  send: write
    .meta({ openapi: { method: "POST", path: at("/{id}/send"), tags, summary: "Send a draft to its customer" } })
    .input(sendQuoteInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await sendQuote(input, ctx.by, new Date());
      return finished;
    }),

  revise: write
    .meta({ openapi: { method: "POST", path: at("/{id}/revise"), tags, summary: "Begin the next version" } })
    .input(quoteIdInput)
    .output(made)
    .mutation(async ({ ctx, input }) => ({ id: await reviseQuote(input.id, ctx.by, new Date()) })),

  decline: write
    .meta({ openapi: { method: "POST", path: at("/{id}/decline"), tags, summary: "Take a quote back" } })
    .input(declineQuoteInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await takeQuoteBack(input, ctx.by, new Date());
      return finished;
    }),
});
