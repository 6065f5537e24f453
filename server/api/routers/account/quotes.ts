import { z } from "zod";
import { acceptQuote, askToAccept, priceToAccept, waysToPay } from "#server/flows/quotes/accept-quote.ts";
import { refuseQuote } from "#server/flows/quotes/send-quote.ts";
import { askQuote } from "#server/flows/quotes/write-quote.ts";
import { parisDate } from "#server/kernel/days.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import {
  askQuoteInput,
  declineQuoteInput,
  quoteDetailSchema,
  quoteIdInput,
  quotePriceInput,
  quoteSummarySchema,
} from "#server/modules/quotes/contract.ts";
import { listQuotes, quoteByToken, quoteDetail } from "#server/modules/quotes/index.ts";
import { placedOrderSchema, quoteSchema } from "#server/modules/sales/contract.ts";
import { acceptQuoteInput } from "#server/modules/sales/contract-quoted.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

const own = guarded("account.quote.own");
const tags = ["account"];
const at = (path: string) => `/account/quotes${path}` as const;
const done = z.object({ done: z.literal(true) });
const moment = () => ({ now: new Date(), today: parisDate(new Date()) });

/** Quotes for a customer, or for the companies they buy for. */
export const accountQuotes = router({
  list: own
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "My quotes, newest first" } })
    .input(pageInput)
    .output(pageOf(quoteSummarySchema))
    .query(({ ctx, input }) => listQuotes(db(), ctx.scope, input, parisDate(new Date()))),

  get: own
    .meta({ openapi: { method: "GET", path: at("/{id}"), tags, summary: "One of my quotes" } })
    .input(quoteIdInput)
    .output(quoteDetailSchema)
    .query(({ ctx, input }) => quoteDetail(db(), ctx.scope, input.id, moment())),

  price: own
    .meta({ openapi: { method: "GET", path: at("/{id}/price"), tags, summary: "What accepting a quote costs" } })
    .input(quotePriceInput)
    .output(quoteSchema)
    .query(({ ctx, input }) => priceToAccept(ctx, input, new Date())),

  ways: own
    .meta({ openapi: { method: "GET", path: at("/{id}/payment-methods"), tags, summary: "How it may be paid" } })
    .input(quoteIdInput)
    .output(z.array(z.enum(["online", "transfer", "account"])))
    .query(({ ctx, input }) => waysToPay(ctx, input.id)),

  ask: own
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Ask for a quote for my cart" } })
    .input(askQuoteInput)
    .output(z.object({ id: z.string(), number: z.string() }))
    .mutation(({ ctx, input }) => askQuote(cartCaller(ctx), input.message, ctx.by, new Date())),

  accept: own
    .meta({ openapi: { method: "POST", path: at("/{id}/accept"), tags, summary: "Accept: it becomes an order" } })
    .input(acceptQuoteInput)
    .output(placedOrderSchema)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`quote-accept:${ctx.actor.userId}`, 30, 600);
      return acceptQuote(ctx, input, ctx.by, new Date());
    }),

  askApproval: own
    .meta({
      openapi: { method: "POST", path: at("/{id}/approvals"), tags, summary: "Send an acceptance for approval" },
    })
    .input(acceptQuoteInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await limitRate(`approval:${ctx.actor.userId}`, 30, 600);
      return { id: await askToAccept(ctx, input, ctx.by, new Date()) };
    }),

  decline: own
    .meta({ openapi: { method: "POST", path: at("/{id}/decline"), tags, summary: "Decline, with a reason" } })
    .input(declineQuoteInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await refuseQuote(ctx.scope, input, ctx.by, new Date());
      return { done: true };
    }),
});

/** A quote by the secret link that was mailed, for reading. */
export const linkedQuotesRouter = router({
  get: guarded("shop.order.track")
    .meta({ openapi: { method: "GET", path: "/quotes/{token}", tags: ["shop"], summary: "A quote by its link" } })
    .input(z.strictObject({ token: z.string().min(20).max(100) }))
    .output(quoteDetailSchema)
    .query(async ({ ctx, input }) => {
      await limitRate(`quote-link:${ctx.ip}`, 60, 600);
      return quoteByToken(db(), input.token, moment());
    }),
});
